import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Views } from '@samrad/platform/views';
import { canInvite, canSeeParticipants } from '../invitation/invitation.policy.js';
import { refusalToInvite } from '../invitation/invitation.rules.js';
import type { MeetingRow } from '../meeting/meeting.finder.js';
import { MeetingPanels, type MeetingAct, type PanelMarkup } from '../meeting/meeting-panels.js';
import { canSeeAnswers } from '../meeting/meeting.policy.js';
import { ParticipantNotes } from './participant-notes.js';
import { ParticipantFinder } from './participant.finder.js';
import { presentBar, presentPerson, presentStates, withNotes } from './participant.presenter.js';

const shownOnMeeting = 10;

/** The participants and the figures on the meeting's page. */
@Injectable()
export class ParticipantPanels implements OnModuleInit {
  constructor(
    private readonly panels: MeetingPanels,
    private readonly finder: ParticipantFinder,
    private readonly notes: ParticipantNotes,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    const navKey = 'meetings.participant.title';
    const people = this.people.bind(this);
    this.panels.offer({ name: 'participants', column: 'main', order: 20, navKey, render: people });
    this.panels.offer({
      name: 'answers',
      column: 'side',
      order: 10,
      render: (ctx, meeting) => this.answers(ctx, meeting),
    });
    this.panels.offerAct({ name: 'invite', order: 10, act: (ctx, meeting) => this.invite(ctx, meeting) });
  }

  /** What the panel of participants shows: the first of them, and every State. */
  async board(ctx: Ctx, meeting: MeetingRow) {
    const rows = await this.finder.all(ctx.actor, meeting.id);
    return {
      meeting,
      mayInvite: this.invite(ctx, meeting) !== null,
      ...withNotes(await this.notes.of(ctx, meeting), {
        people: rows.slice(0, shownOnMeeting).map((row) => presentPerson(row)),
        states: presentStates(this.views.i18n, ctx.lang, rows),
      }),
      total: rows.length,
    };
  }

  private invite({ actor }: Ctx, meeting: MeetingRow): MeetingAct | null {
    if (!canInvite(actor) || refusalToInvite(meeting, this.clock.instant())) return null;
    const href = `/meetings/${meeting.id}/invitations/new`;
    if (meeting.status === 'draft')
      return { href, key: 'meetings.invitation.act.invite', icon: 'PaperplaneFill', weight: 'primary' };
    return { href, key: 'meetings.invitation.act.inviteMore', icon: 'PersonPlus', weight: 'secondary' };
  }

  private async people(ctx: Ctx, meeting: MeetingRow): Promise<PanelMarkup | null> {
    if (!canSeeParticipants(ctx.actor, meeting)) return null;
    const board = await this.board(ctx, meeting);
    return { markup: this.views.markup(ctx, 'meetings/participant/_panel', board), count: board.total };
  }

  private async answers(ctx: Ctx, meeting: MeetingRow): Promise<string | null> {
    if (!canSeeAnswers(ctx.actor) || meeting.calledAt === null) return null;
    const rsvp = presentBar(this.views.i18n, ctx.lang, await this.finder.all(ctx.actor, meeting.id));
    return this.views.markup(ctx, 'meetings/participant/_answers', { meeting, rsvp });
  }
}
