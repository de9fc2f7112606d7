import { Body, Controller, Param, Req } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { acceptAttribute, audiences, exemptionLabels, exemptionOptions, kindOf } from '@samrad/library';
import { Ctx, Page, Submit, TakesUpload, type RequestWithCtx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Uploads } from '@samrad/platform/files';
import { check, freshForm, seeOther, submit, Views, type Answer, type FormState } from '@samrad/platform/views';
import { AgendaFinder } from '../../agenda/agenda.finder.js';
import { AccessList } from './access-list.js';
import { MeetingDocuments } from './meeting-documents.js';
import { attachment, detachment, paperInput } from './meeting-document.dto.js';
import { MeetingFinder, type MeetingRow } from '../meeting.finder.js';
import { canRunMeeting } from '../meeting.policy.js';

const named = ['title', 'audience', 'language', 'itemId', 'file', 'documentId'];
const labels = {
  ...Object.fromEntries(named.map((field) => [field, `meetings.document.field.${field}`])),
  ...exemptionLabels,
};

/** The papers of a meeting: upload, attach what is in the library, put them under items. */
@ApiExcludeController()
@Controller('meetings/:id/documents')
export class MeetingDocumentController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly agenda: AgendaFinder,
    private readonly papers: MeetingDocuments,
    private readonly access: AccessList,
    private readonly uploads: Uploads,
    private readonly views: Views,
  ) {}

  @Page('', canRunMeeting)
  async list(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const itemId = typeof ctx.query.item === 'string' ? ctx.query.item : '';
    const audience = meeting.groupId ? 'group' : 'network';
    return this.page(ctx, meeting, freshForm({ itemId, audience, language: 'en' }));
  }

  /** A new document straight onto the meeting. */
  @Submit('upload', canRunMeeting)
  @TakesUpload()
  async upload(@Ctx() ctx: Ctx, @Param('id') id: string, @Req() request: RequestWithCtx): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const upload = await this.uploads.read(request);
    return submit(ctx, {
      schema: paperInput,
      body: upload.fields,
      run: (input) => this.papers.add(ctx.actor, meeting, { input, file: this.uploads.fileOf(upload, 'file') }),
      done: () => seeOther(`/meetings/${id}/documents`, 'meetings.document.flash.added'),
      again: (form, status) => this.page(ctx, meeting, form, status),
    });
  }

  /** A document of the library onto the meeting, or an attached one under another item. */
  @Submit('', canRunMeeting)
  async attach(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    return submit(ctx, {
      schema: attachment,
      body,
      run: (input) => this.papers.attach(ctx.actor, id, input),
      done: () => seeOther(`/meetings/${id}/documents`, 'meetings.document.flash.attached'),
      again: (form, status) => this.page(ctx, meeting, form, status),
    });
  }

  @Submit('place', canRunMeeting)
  async place(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.papers.place(ctx.actor, id, check(attachment, body));
    return seeOther(`/meetings/${id}/documents`, 'meetings.document.flash.placed');
  }

  @Submit('detachment', canRunMeeting)
  async detach(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.papers.detach(ctx.actor, id, check(detachment, body).documentId);
    return seeOther(`/meetings/${id}/documents`, 'meetings.document.flash.detached');
  }

  /** What a request for access asks about, for a spreadsheet. */
  @Page('access-request', canRunMeeting)
  async accessRequest(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.access.csv(ctx, found(await this.meetings.one(ctx.actor, id)));
  }

  private async page(ctx: Ctx, meeting: MeetingRow, form: FormState, status = 200): Promise<Answer> {
    const [attached, items, others] = await Promise.all([
      this.papers.of(ctx.actor, meeting.id),
      this.agenda.draft(meeting),
      this.papers.attachable(ctx.actor, meeting.id),
    ]);
    const offered = audiences.filter((audience) => audience !== 'group' || meeting.groupId);
    return this.views.page(
      ctx,
      'meetings/meeting/documents',
      {
        title: this.views.i18n.t(ctx.lang, 'meetings.document.pageTitle'),
        crumbs: [
          { href: '/meetings', key: 'meetings.meeting.listTitle' },
          { href: `/meetings/${meeting.id}`, text: meeting.title },
        ],
        meetingId: meeting.id,
        form,
        labels,
        attached: attached.map((one) => ({ ...one, kind: kindOf(one.mediaType) })),
        items: items.map(({ id, number, title }) => ({
          value: id,
          label: number === null ? title : `${number} ${title}`,
        })),
        others: others.map(({ id, title }) => ({ value: id, label: title })),
        audiences: offered.map((value) => ({ value, key: `library.audience.${value}` })),
        exemptionOptions,
        languageOptions: ['en', 'nb', 'nn', 'fr', 'de', 'other'].map((value) => ({
          value,
          key: `library.language.${value}`,
        })),
        accept: acceptAttribute,
        megabytes: Math.round(this.uploads.maxBytes / 1_000_000),
      },
      status,
    );
  }
}
