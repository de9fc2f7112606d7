import { Injectable } from '@nestjs/common';
import { PersonFinder } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import { Invitation } from '../invitation.entity.js';
import { InvitationFinder, type InvitationRow } from '../invitation.finder.js';
import { refusalToInvite, unanswered } from '../invitation.rules.js';
import { AnswerLink } from './answer-link.js';
import { InvitationSender } from './invitation-sender.js';

/** Somebody who is invited beside those whom the secretariat has chosen, e.g. a substitute. */
export interface Additional {
  personId: string;
  /** The State the person speaks for here. */
  stateCode: string | null;
  role: 'required' | 'optional';
}

/** Invites one person more to a meeting that people were called to; whoever waits to be sent goes on waiting. */
@Injectable()
export class AdditionalInvitation {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: InvitationFinder,
    private readonly meetings: MeetingFinder,
    private readonly persons: PersonFinder,
    private readonly sender: InvitationSender,
    private readonly link: AnswerLink,
    private readonly events: Events,
  ) {}

  /**
   * Somebody who is invited already is left as they are. No right is asked here: the caller has.
   * @returns the invitation. @throws Conflict when the meeting is not called or over, or the person has no address
   */
  async send(actor: Actor, meetingId: string, who: Additional): Promise<InvitationRow> {
    return this.db.tx(async () => {
      await this.sender.lock(meetingId);
      const meeting = found(await this.meetings.one(actor, meetingId));
      const refusal = meeting.status === 'draft' ? 'draft' : refusalToInvite(meeting, this.clock.instant());
      if (refusal) throw new Conflict(`meetings.invitation.refused.${refusal}`);
      const before = await this.of(meetingId, who.personId);
      if (before?.sentAt && !before.removedAt) return before;
      await this.enter(meetingId, who, before);
      const row = found(await this.of(meetingId, who.personId));
      await this.sender.send(await this.sender.raised(meeting, row.sentSequence !== null), 'call', [row]);
      await this.events.record('meeting.invited', meetingId, actor, { count: 1, names: row.name });
      return found(await this.of(meetingId, who.personId));
    });
  }

  private async of(meetingId: string, personId: string): Promise<InvitationRow | undefined> {
    const [row] = await this.finder.all(meetingId, sql`i.person_id = ${personId}`);
    return row;
  }

  private async enter(meetingId: string, { personId, ...asked }: Additional, before?: InvitationRow): Promise<void> {
    const address = (await this.persons.byId(personId))?.address;
    if (!address) throw new Conflict('meetings.invitation.refused.noAddress');
    const anew = { sentAt: null, removedAt: null, sentDigest: null, remindedAt: null, ...unanswered };
    if (before) {
      const { id, version } = before;
      return this.db.update(Invitation, { id, version }, { address, ...asked, ...anew });
    }
    const id = newId();
    const fixed = { id, meetingId, personId, linkHash: this.link.hashOf(id), createdAt: this.clock.instant() };
    await this.db.repo(Invitation).insert({ ...fixed, address, ...asked, status: 'needs_action' });
  }
}
