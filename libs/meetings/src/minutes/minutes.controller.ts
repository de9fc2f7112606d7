import { Controller, Headers, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, everyone, Page } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Views, type Answer } from '@samrad/platform/views';
import { MeetingFinder } from '../meeting/meeting.finder.js';
import { ReadingQuery } from './minutes.dto.js';
import { MinutesFile } from './reading/minutes-file.js';
import { MinutesFinder, type MinutesRow } from './minutes.finder.js';
import { canWriteMinutes } from './minutes.policy.js';
import { MinutesPresenter } from './minutes.presenter.js';
import { MinutesReading, type Reading } from './reading/minutes-reading.js';
import { MinutesWords } from './reading/minutes-words.js';

/** Minutes as people read them. */
@ApiExcludeController()
@Controller('meetings/:id')
export class MinutesController {
  constructor(
    private readonly reading: MinutesReading,
    private readonly finder: MinutesFinder,
    private readonly meetings: MeetingFinder,
    private readonly file: MinutesFile,
    private readonly presenter: MinutesPresenter,
    private readonly words: MinutesWords,
    private readonly events: Events,
    private readonly views: Views,
  ) {}

  /** The newest published version; organisers get the draft while there is none. */
  @Page('minutes', everyone)
  async show(
    @Ctx() ctx: Ctx,
    @Param('id') id: string,
    @Query({ schema: ReadingQuery }) query: ReadingQuery,
  ): Promise<Answer> {
    const minutes = found(await this.finder.ofMeeting(ctx.actor, id));
    return this.page(ctx, minutes, await this.reading.of(ctx.actor, minutes, { ...query, version: undefined }));
  }

  @Page('minutes/versions/:number', canWriteMinutes)
  async version(@Ctx() ctx: Ctx, @Param('id') id: string, @Param('number') number: string): Promise<Answer> {
    const minutes = found(await this.finder.ofMeeting(ctx.actor, id));
    return this.page(
      ctx,
      minutes,
      await this.reading.of(ctx.actor, minutes, { draft: false, version: Number(number) }),
    );
  }

  @Page('minutes.pdf', everyone)
  async pdf(
    @Ctx() ctx: Ctx,
    @Param('id') id: string,
    @Query({ schema: ReadingQuery }) query: ReadingQuery,
    @Headers('if-none-match') ifNoneMatch?: string,
  ): Promise<Answer> {
    const minutes = found(await this.finder.ofMeeting(ctx.actor, id));
    const { snapshot, version } = await this.reading.of(ctx.actor, minutes, query);
    return this.file.answer({ lang: ctx.lang, ifNoneMatch }, snapshot, version);
  }

  private async page(ctx: Ctx, minutes: MinutesRow, { snapshot, version, isNewest }: Reading): Promise<Answer> {
    const mayWrite = canWriteMinutes(ctx.actor);
    const shown = this.presenter.page(snapshot, ctx.lang);
    const meeting = await this.meetings.one(ctx.actor, minutes.meetingId);
    return this.views.page(ctx, 'meetings/minutes/show', {
      title: this.words.say(ctx.lang, 'titleOf', { title: shown.title }),
      minutes: shown,
      adoption: version?.adoption ?? null,
      meetingId: minutes.meetingId,
      meeting: meeting ?? null,
      ...this.presenter.publishing(meeting, ctx.lang),
      version,
      isDraft: version === null,
      isEarlier: version !== null && !version.adoptedWay && !isNewest,
      isAdopted: version?.adoptedWay != null,
      isPublished: version?.adoptedWay === null,
      audience: version?.adoptedWay === null ? version.audience : null,
      status: this.presenter.statusOf(version, ctx.lang),
      pdfHref: `/meetings/${minutes.meetingId}/minutes.pdf${queryOf(version, isNewest)}`,
      mayWrite,
      versions: mayWrite ? await this.finder.versions(minutes.id) : [],
      events: mayWrite ? await this.history(ctx, minutes.meetingId) : [],
    });
  }

  private async history({ lang }: Ctx, meetingId: string) {
    return this.views.history(lang, 'meetings.event', await this.events.history('minutes', meetingId, 20));
  }
}

function queryOf(version: Reading['version'], isNewest: boolean): string {
  if (version === null) return '?draft=1';
  return isNewest ? '' : `?version=${version.number}`;
}
