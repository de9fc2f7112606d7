import { Body, Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { anonymous, Ctx, everyone, Page, Submit, system } from '@samrad/platform/auth';
import { found, NotFound } from '@samrad/platform/errors';
import { download, seeOther, submit, type Answer } from '@samrad/platform/views';
import { AgendaFile } from '../agenda/agenda-file.js';
import { AgendaReaders } from '../agenda/reader/agenda-readers.js';
import { AgendaReading } from '../agenda/reader/agenda-reading.js';
import { MeetingFeed } from '../meeting/meeting-feed.js';
import { MeetingFinder } from '../meeting/meeting.finder.js';
import { AnswerDoor } from './page/answer-door.js';
import { AnswerPage, secret } from './page/answer-page.js';
import { LostLinkPage } from './lost-link/lost-link-page.js';
import { AnswerParts } from './page/answer-parts.js';
import { answerForm } from './reply.dto.js';
import { ReplyService } from './reply.service.js';

/**
 * The personal link of an invitation. Who holds it may answer: no sign-in. Opening it changes nothing, because programs
 * that check mail open links too; only the form does.
 */
@ApiExcludeController()
@Controller('a/:token')
export class AnswerController {
  constructor(
    private readonly door: AnswerDoor,
    private readonly meetings: MeetingFinder,
    private readonly replies: ReplyService,
    private readonly page: AnswerPage,
    private readonly lost: LostLinkPage,
    private readonly parts: AnswerParts,
    private readonly feed: MeetingFeed,
    private readonly agendas: AgendaReading,
    private readonly readers: AgendaReaders,
    private readonly agendaFile: AgendaFile,
  ) {}

  @Page('', everyone)
  async show(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    return this.lost.instead(ctx, async () => {
      const invitation = await this.door.open(ctx, token);
      const { answer, done } = ctx.query;
      const suggested = typeof answer === 'string' ? answer : undefined;
      return this.page.show(ctx, invitation, { suggested, isDone: done !== undefined });
    });
  }

  @Submit('', everyone)
  async answer(@Ctx() ctx: Ctx, @Param('token') token: string, @Body() body: unknown): Promise<Answer> {
    const invitation = await this.door.enter(ctx, token);
    return submit(ctx, {
      schema: answerForm,
      body,
      run: ({ answer: choice, ...rest }) =>
        this.parts.around({ actor: anonymous, invitation, body }, () =>
          this.replies.byLink(anonymous, invitation, { choice, ...rest }),
        ),
      done: () => seeOther(`${ctx.path}?done${languageQuery(ctx)}`).with(secret),
      again: async (form, status) => this.page.show(ctx, await this.door.open(ctx, token), { form, status }),
    });
  }

  /** The newest agenda that was published, for people without an account. */
  @Page('agenda.pdf', everyone)
  async agenda(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    const { meetingId, personId, language, removedAt } = await this.door.open(ctx, token);
    if (removedAt) throw new NotFound('meetings.reply.unknownLink');
    const meeting = found(await this.meetings.one(system, meetingId));
    const readers = await this.readers.invited([personId]);
    const version = found(await this.agendas.version(readers(personId), meetingId));
    const reader = { ...ctx, actor: anonymous, lang: ctx.query.lang ? ctx.lang : language };
    const { content, filename } = await this.agendaFile.pdf(reader, meeting, version);
    return download(content, filename, 'application/pdf').with(secret);
  }

  /** The meeting as a file, for calendars that did not take the invitation from the mail; not for those taken off. */
  @Page('meeting.ics', everyone)
  async file(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    const { meetingId, language, removedAt } = await this.door.open(ctx, token);
    if (removedAt) throw new NotFound('meetings.reply.unknownLink');
    const meeting = found(await this.meetings.one(system, meetingId));
    return download(this.feed.one(system, meeting, language), 'meeting.ics', 'text/calendar; charset=utf-8').with(
      secret,
    );
  }
}

const languageQuery = ({ query, lang }: Ctx): string => (query.lang ? `&lang=${lang}` : '');
