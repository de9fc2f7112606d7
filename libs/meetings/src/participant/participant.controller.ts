import { Controller, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Clock } from '@samrad/platform/clock';
import { PersonReading, stateName } from '@samrad/network';
import { Ctx, Page, signedIn } from '@samrad/platform/auth';
import { demand, found } from '@samrad/platform/errors';
import { toCsv, type CsvColumn } from '@samrad/platform/files';
import { Traces } from '@samrad/platform/traces';
import { check, download, Views, type Answer } from '@samrad/platform/views';
import type { InvitationRow } from '../invitation/invitation.finder.js';
import { canInvite, canSeeParticipants } from '../invitation/invitation.policy.js';
import { refusalToInvite } from '../invitation/invitation.rules.js';
import { MeetingFinder, type MeetingRow } from '../meeting/meeting.finder.js';
import { canSeeAnswers } from '../meeting/meeting.policy.js';
import { ParticipantNotes } from './participant-notes.js';
import { ReplyFinder } from '../reply/reply.finder.js';
import { presentAnswers } from '../reply/reply.presenter.js';
import { narrowed, ParticipantFinder, participantFilter } from './participant.finder.js';
import { ParticipantPanels } from './participant-panels.js';
import { presentBar, presentPerson, presentStates, withNotes } from './participant.presenter.js';
import { answeredOf, answers } from './participant.rules.js';
import { crumbsOf } from '../meeting/meeting.presenter.js';

/** Who takes part in a meeting: the whole list, its fragments, the export. */
@ApiExcludeController()
@Controller('meetings/:id')
export class ParticipantController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: ParticipantFinder,
    private readonly notes: ParticipantNotes,
    private readonly replies: ReplyFinder,
    private readonly panels: ParticipantPanels,
    private readonly clock: Clock,
    private readonly views: Views,
    private readonly traces: Traces,
    private readonly reading: PersonReading,
  ) {}

  @Page('participants', signedIn)
  async list(@Ctx() ctx: Ctx, @Param('id') id: string, @Query() query: Record<string, unknown>): Promise<Answer> {
    const meeting = await this.meeting(ctx, id);
    const filter = check(participantFilter, query);
    const all = await this.finder.all(ctx.actor, id);
    const rows = narrowed(all, filter);
    await this.reading.noteList(ctx.actor, {
      ...{ what: 'participants', of: { id, name: meeting.title } },
      personIds: all.map(({ personId }) => personId),
    });
    const mayInvite = canInvite(ctx.actor);
    const notes = await this.notes.of(ctx, meeting);
    const mails = mayInvite ? await this.finder.mails(id) : null;
    const said = mayInvite ? await this.replies.ofMeeting(id) : null;
    const isOpen = refusalToInvite(meeting, this.clock.instant()) === null;
    return this.views.page(ctx, 'meetings/participant/list', {
      title: this.views.i18n.t(ctx.lang, 'meetings.participant.title'),
      crumbs: crumbsOf(meeting),
      meeting,
      mayInvite,
      isOpen,
      mayRemind: isOpen && meeting.status === 'called' && all.some((row) => answeredOf(row) === 'none'),
      ...withNotes(notes, {
        people: rows.map((row) => ({
          ...presentPerson(row, mails?.get(row.personId)),
          ...presentAnswers(row, said?.get(row.id) ?? [], meeting.toldSignificantSequence),
        })),
        states: presentStates(this.views.i18n, ctx.lang, all),
      }),
      rsvp: presentBar(this.views.i18n, ctx.lang, all),
      filter,
      csvHref: `/meetings/${id}/participants.csv?${new URLSearchParams(filter)}`,
      answerOptions: answers.map((value) => ({ value, key: `meetings.meeting.answer.${value}` })),
      stateOptions: statesIn(all).map((value) => ({ value, label: stateName(value, ctx.lang) })),
    });
  }

  @Page('participants.csv', signedIn)
  async export(@Ctx() ctx: Ctx, @Param('id') id: string, @Query() query: Record<string, unknown>): Promise<Answer> {
    const { title } = await this.meeting(ctx, id);
    const rows = narrowed(await this.finder.all(ctx.actor, id), check(participantFilter, query));
    const taking = { what: 'participants', subjectId: id, subject: title, amount: rows.length };
    await this.traces.exported(ctx.actor, { ...taking, detail: { format: 'csv' } });
    const file = toCsv(this.columns(ctx), rows, ctx.lang);
    return download(file, `participants-${id}.csv`, 'text/csv; charset=utf-8');
  }

  /** The figures beside the meeting, fetched again whenever somebody answers. */
  @Page('rsvp', canSeeAnswers)
  async rsvp(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    const rsvp = presentBar(this.views.i18n, ctx.lang, await this.finder.all(ctx.actor, id));
    return this.views.fragment(ctx, 'meetings/participant/_rsvp', { meeting, rsvp });
  }

  /** The tables on the meeting's page, fetched again whenever somebody answers. */
  @Page('participants/panel', signedIn)
  async panel(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const board = await this.panels.board(ctx, await this.meeting(ctx, id));
    return this.views.fragment(ctx, 'meetings/participant/_panel', board);
  }

  private columns({ actor, lang }: Ctx): CsvColumn<InvitationRow>[] {
    const say = (key: string) => this.views.i18n.t(lang, key);
    const column = (head: string, value: CsvColumn<InvitationRow>['value']) => ({
      head: say(`meetings.participant.field.${head}`),
      value,
    });
    const forOrganisers = [column('address', (row) => row.address), column('comment', (row) => row.comment)];
    return [
      column('name', (row) => row.name),
      column('state', (row) => row.stateCode && stateName(row.stateCode, lang)),
      column('organisation', (row) => row.organisation),
      column('role', (row) => say(`meetings.invitation.role.${row.role}`)),
      column('answer', (row) => say(`meetings.meeting.answer.${answeredOf(row)}`)),
      column('answeredAt', (row) => row.answeredAt),
      ...(canInvite(actor) ? forOrganisers : []),
    ];
  }

  private async meeting(ctx: Ctx, id: string): Promise<MeetingRow> {
    const meeting = found(await this.meetings.one(ctx.actor, id));
    demand(canSeeParticipants(ctx.actor, meeting));
    return meeting;
  }
}

const statesIn = (rows: readonly InvitationRow[]): string[] =>
  [...new Set(rows.map(({ stateCode }) => stateCode))].filter((code): code is string => code !== null).sort();
