import { Injectable } from '@nestjs/common';
import { PersonFinder } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { InvitationFinder, type InvitationRow } from '../invitation.finder.js';
import { canInvite } from '../invitation.policy.js';
import { isPreselected, refusalToHold, type Chosen } from '../invitation.rules.js';
import { holdDigestOf } from './told-digest.js';
import { InvitationSender } from './invitation-sender.js';

/** Asking people to keep a day free before they are called, and taking it back. */
@Injectable()
export class SaveTheDate {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: InvitationFinder,
    private readonly meetings: MeetingFinder,
    private readonly persons: PersonFinder,
    private readonly sender: InvitationSender,
    private readonly events: Events,
  ) {}

  /** @param choose puts the members of the group on the list when nobody is chosen yet */
  hold(actor: Actor, meetingId: string, choose: (people: Chosen[]) => Promise<void>): Promise<number> {
    return this.inOrder(actor, meetingId, async (meeting) => {
      if (!(await this.finder.all(meetingId)).length) await choose(await this.members(meeting));
      const people = await this.toAsk(meeting);
      if (!people.length) return 0;
      const isRaised = people.some(({ sentSequence }) => sentSequence !== null && sentSequence >= meeting.sequence);
      await this.sender.send(await this.sender.raised(meeting, isRaised), 'hold', people);
      await this.events.record('meeting.day_held', meetingId, actor, { count: people.length });
      return people.length;
    });
  }

  release(actor: Actor, meetingId: string): Promise<number> {
    return this.inOrder(actor, meetingId, async (meeting) => {
      const people = (await this.finder.listening(meetingId)).filter(({ sentAt }) => sentAt === null);
      if (!people.length) return 0;
      await this.sender.send(await this.sender.raised(meeting, true), 'released', people);
      await this.events.record('meeting.day_released', meetingId, actor, { count: people.length });
      return people.length;
    });
  }

  /** Whom the request would go to now: chosen, with an address, and not asked for this time yet. */
  async toAsk(meeting: MeetingRow): Promise<InvitationRow[]> {
    const digest = holdDigestOf(meeting);
    const chosen = (await this.finder.chosen(meeting.id)).filter(({ address }) => address !== '');
    return chosen.filter(({ holdSentAt, sentDigest }) => holdSentAt === null || sentDigest !== digest);
  }

  /** Members of the group on the day, as they are ticked when nobody has chosen yet. */
  async members({ groupId, startWall }: MeetingRow): Promise<Chosen[]> {
    if (!groupId) return [];
    const members = await this.persons.membersOn(groupId, startWall.slice(0, 10));
    const asked = members.filter(({ role, address }) => isPreselected(role) && address !== null);
    return asked.map(({ personId }) => ({ personId, role: 'required' as const }));
  }

  private inOrder(actor: Actor, meetingId: string, work: (meeting: MeetingRow) => Promise<number>): Promise<number> {
    demand(canInvite(actor));
    return this.db.tx(async () => {
      await this.sender.lock(meetingId);
      const meeting = found(await this.meetings.one(actor, meetingId));
      const refusal = refusalToHold(meeting, this.clock.instant());
      if (refusal) throw new Conflict(`meetings.invitation.refused.${refusal}`);
      return work(meeting);
    });
  }
}
