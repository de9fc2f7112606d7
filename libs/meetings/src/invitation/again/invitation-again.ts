import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import { InvitationFinder } from '../invitation.finder.js';
import { canInvite } from '../invitation.policy.js';
import { InvitationSender } from '../sending/invitation-sender.js';
import { kindAgain } from './again.rules.js';

/** In place of a calendar mail that did not arrive: what the person has to know now. Old octets would undo later mails. */
@Injectable()
export class InvitationAgain {
  constructor(
    private readonly clock: Clock,
    private readonly meetings: MeetingFinder,
    private readonly finder: InvitationFinder,
    private readonly sender: InvitationSender,
    private readonly events: Events,
  ) {}

  /** One mail, inside the caller's transaction. @throws Conflict when there is nothing left to tell the person */
  async send(actor: Actor, meetingId: string, personId: string): Promise<void> {
    demand(canInvite(actor));
    await this.sender.lock(meetingId);
    const meeting = found(await this.meetings.one(actor, meetingId));
    const [row] = await this.finder.all(meetingId, sql`i.person_id = ${personId}`);
    const kind = row && kindAgain(row, meeting, this.clock.instant());
    if (!kind) throw new Conflict('meetings.invitation.refused.nothingAgain');
    await this.sender.send(meeting, kind, [row]);
    await this.events.record('meeting.invitation_resent', meetingId, actor, { name: row.name });
  }
}
