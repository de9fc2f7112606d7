import { Injectable, type OnModuleInit } from '@nestjs/common';
import { canSeeParticipants, MeetingPanels, whyNotNote, type MeetingAct, type MeetingRow } from '@samrad/meetings';
import { isOrganiser, type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Views } from '@samrad/platform/views';
import { NeedFinder } from '../need/need.finder.js';
import { canSeeNeeds } from '../need/need.policy.js';
import { SubstituteFinder } from '../substitute/substitute.finder.js';
import { mayDecide } from '../substitute/substitute.policy.js';
import { RosterFinder } from './roster.finder.js';
import { figuresOf } from './roster.rules.js';

/** Delegations beside the meeting: how many come, what waits, and where the lists are. */
@Injectable()
export class RosterPanel implements OnModuleInit {
  constructor(
    private readonly panels: MeetingPanels,
    private readonly finder: RosterFinder,
    private readonly substitutes: SubstituteFinder,
    private readonly needs: NeedFinder,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.panels.offer({ name: 'delegations', column: 'side', order: 15, render: (ctx, m) => this.render(ctx, m) });
    this.panels.offerAct({ name: 'check-in', order: 6, act: (ctx, meeting) => this.checkIn(ctx, meeting) });
  }

  private async render(ctx: Ctx, meeting: MeetingRow): Promise<string | null> {
    const organises = isOrganiser(ctx.actor);
    const seesNeeds = canSeeNeeds(ctx.actor, meeting);
    if (meeting.calledAt === null || !canSeeParticipants(ctx.actor, meeting)) return null;
    const rows = await this.finder.of(meeting.id);
    if (!rows.length) return null;
    const proposals = mayDecide(ctx.actor) ? await this.substitutes.ofMeeting(ctx.actor, meeting.id) : [];
    return this.views.markup(ctx, 'delegations/roster/_panel', {
      meeting,
      organises,
      seesNeeds,
      figures: figuresOf(rows),
      hasSubstitutes: proposals.length > 0,
      waiting: proposals.filter(({ status }) => status === 'proposed').length,
      needs: seesNeeds ? await this.needs.count(meeting.id) : 0,
    });
  }

  /** From the hour before the beginning. */
  private checkIn({ actor }: Ctx, meeting: MeetingRow): MeetingAct | null {
    const { id, status, startAt, zone } = meeting;
    if (!isOrganiser(actor) || whyNotNote(meeting, this.clock.today(zone))) return null;
    if (status !== 'called' || startAt > this.clock.instantIn(3600)) return null;
    return {
      href: `/meetings/${id}/attendance`,
      key: 'delegations.checkIn.title',
      icon: 'TasklistStart',
      weight: 'primary',
    };
  }
}
