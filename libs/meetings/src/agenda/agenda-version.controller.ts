import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, everyone, Page, Submit } from '@samrad/platform/auth';
import { Conflict, found } from '@samrad/platform/errors';
import { Answer, disposition, freshForm, seeOther, Views } from '@samrad/platform/views';
import { InvitationFinder } from '../invitation/invitation.finder.js';
import { MeetingFinder } from '../meeting/meeting.finder.js';
import { AgendaFile } from './agenda-file.js';
import { AgendaForms } from './build/agenda-forms.js';
import { AgendaPublisher } from './agenda-publisher.js';
import { AgendaViews } from './agenda-views.js';
import { publicationForm, type PublicationForm } from './agenda.dto.js';
import { AgendaFinder } from './agenda.finder.js';
import { canEditAgenda, canSeeDraft, readerOf } from './agenda.policy.js';
import { AgendaReading } from './reader/agenda-reading.js';

const numberOf = (value: unknown): number | undefined =>
  typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : undefined;

/** Publishing an agenda, its versions, and the agenda as a file. */
@ApiExcludeController()
@Controller('meetings/:id')
export class AgendaVersionController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: AgendaFinder,
    private readonly reading: AgendaReading,
    private readonly invitations: InvitationFinder,
    private readonly publisher: AgendaPublisher,
    private readonly agenda: AgendaViews,
    private readonly forms: AgendaForms,
    private readonly file: AgendaFile,
    private readonly views: Views,
  ) {}

  @Page('agenda/publication', canEditAgenda)
  async confirm(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const [last, pending, lines, called] = await Promise.all([
      this.finder.version(id),
      this.publisher.pending(meeting),
      this.finder.draft(meeting),
      meeting.status === 'called' ? this.invitations.invited(id) : [],
    ]);
    return this.views.page(ctx, 'meetings/agenda/publication', {
      title: this.views.i18n.t(ctx.lang, 'meetings.agenda.publishTitle', { title: meeting.title }),
      crumbs: [
        ...this.forms.crumbs(meeting),
        { href: `/meetings/${id}/agenda/edit`, key: 'meetings.agenda.editTitle' },
      ],
      meetingId: id,
      number: (last?.number ?? 0) + 1,
      isFirst: !last,
      hasPresenters: lines.some(({ presenters }) => presenters.some(({ personId }) => personId)),
      called: called.length,
      form: freshForm({}),
      changes: this.agenda.changes(ctx, pending ?? []),
      fit: this.agenda.fit(ctx, meeting, lines),
    });
  }

  @Submit('agenda/publication', canEditAgenda)
  async publish(
    @Ctx() ctx: Ctx,
    @Param('id') id: string,
    @Body({ schema: publicationForm }) { tell }: PublicationForm,
  ): Promise<Answer> {
    const number = await this.publisher.publish(ctx.actor, id, { tell }).catch((error: unknown) => {
      if (error instanceof Conflict && error.key === 'meetings.agenda.refused.unchanged') return null;
      throw error;
    });
    if (number === null) return this.publishedAlready(id);
    if (tell) return seeOther(`/meetings/${id}/changes`, 'meetings.agenda.flash.publishedToTell', { number });
    return seeOther(`/meetings/${id}/agenda/versions/${number}`, 'meetings.agenda.flash.published', { number });
  }

  /** The form was sent twice: what the person wanted is done. */
  private async publishedAlready(id: string): Promise<Answer> {
    const { number } = found(await this.finder.version(id));
    return seeOther(`/meetings/${id}/agenda/versions/${number}`, 'meetings.agenda.flash.publishedAlready', { number });
  }

  @Page('agenda/versions/:number', everyone)
  async version(@Ctx() ctx: Ctx, @Param('id') id: string, @Param('number') given: string): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const reader = readerOf(ctx.actor, meeting);
    const version = found(await this.reading.version(reader, id, numberOf(given) ?? 0));
    const versions = await this.reading.versions(reader, id);
    return this.views.page(ctx, 'meetings/agenda/version', {
      title: this.views.i18n.t(ctx.lang, 'meetings.agenda.versionTitle', {
        title: meeting.title,
        number: version.number,
      }),
      crumbs: this.forms.crumbs(meeting),
      meetingId: id,
      version,
      versions,
      isNewest: versions[0]?.number === version.number,
      before: version.number - 1,
      changes: this.agenda.changes(ctx, version.changes),
      table: await this.agenda.published(ctx, meeting, version),
    });
  }

  /** The newest version, or `?version=2`; organisers see their draft with `?draft=1` or before the first version. */
  @Page('agenda.pdf', everyone)
  async pdf(@Ctx() ctx: Ctx, @Param('id') id: string, @Query() query: { version?: unknown; draft?: unknown }) {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const version = await this.reading.version(readerOf(ctx.actor, meeting), id, numberOf(query.version));
    const wantsDraft = canSeeDraft(ctx.actor) && (query.draft !== undefined || !version);
    const pdf = await this.file.pdf(ctx, meeting, wantsDraft ? null : found(version));
    return new Answer(pdf.content, 200, {
      'content-type': 'application/pdf',
      'content-disposition': disposition('inline', pdf.filename),
      'cache-control': 'private, no-cache',
    });
  }
}
