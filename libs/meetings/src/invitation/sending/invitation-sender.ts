import { Injectable } from '@nestjs/common';
import { Env } from '../../../../../config/env.js';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Outbox } from '@samrad/platform/mail';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { Invitation } from '../invitation.entity.js';
import type { InvitationRow } from '../invitation.finder.js';
import { addresseeOf, InvitationLetters } from './invitation-letters.js';
import { digestOf, holdDigestOf } from './told-digest.js';
import { factsOf } from './told-facts.rules.js';
import type { LetterKind } from '../invitation.rules.js';

/** Puts letters about a meeting into the outbox and remembers with each invitation what was told. Inside a transaction. */
@Injectable()
export class InvitationSender {
  constructor(
    private readonly db: Db,
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly letters: InvitationLetters,
    private readonly outbox: Outbox,
  ) {}

  /** One sending about a meeting at a time: the second sees what the first has written. First statement of its transaction. */
  async lock(meetingId: string): Promise<void> {
    await this.db.run(sql`UPDATE meeting SET version = version WHERE id = ${meetingId}`);
  }

  /**
   * The meeting with a SEQUENCE above every one that was sent, so that calendars take the mail for news. The answers given
   * so far stay answers to the same date.
   */
  async raised(meeting: MeetingRow, isNeeded: boolean): Promise<MeetingRow> {
    if (!isNeeded) return meeting;
    await this.db.run(sql`UPDATE meeting SET sequence = sequence + 1 WHERE id = ${meeting.id}`);
    return { ...meeting, sequence: meeting.sequence + 1 };
  }

  /** One mail to each. @param insteadOf name of the person in whose place they are asked */
  async send(asked: MeetingRow, kind: LetterKind, people: readonly InvitationRow[], insteadOf?: string): Promise<void> {
    if (!people.length) return;
    const meeting = await this.withOrganiser(asked);
    const addressees = people.map((row) => ({ ...addresseeOf(row), insteadOf }));
    const queued = await this.outbox.queueAll(await this.letters.write(meeting, kind, addressees));
    const told = {
      sentSequence: meeting.sequence,
      sentDigest: kind === 'hold' ? holdDigestOf(meeting) : digestOf(meeting),
      toldFacts: JSON.stringify(factsOf(meeting)),
    };
    for (const [index, row] of people.entries()) {
      const firstMessageId = row.firstMessageId ?? queued[index]!.messageId;
      const change = { ...told, firstMessageId, ...this.moments(kind, row) };
      await this.db.repo(Invitation).update({ id: row.id }, change);
    }
  }

  /** Calendars tell meetings apart by UID and ORGANIZER: the address of the first mail is that of every later one. */
  private async withOrganiser(meeting: MeetingRow): Promise<MeetingRow> {
    if (meeting.organiserAddress !== null) return meeting;
    const { address } = this.env.organiser;
    await this.db.run(sql`UPDATE meeting SET organiser_address = ${address} WHERE id = ${meeting.id}`);
    return { ...meeting, organiserAddress: address };
  }

  /** Being called ends being asked to keep the day free; what takes somebody off the list calls nobody. */
  private moments(kind: LetterKind, { sentAt }: InvitationRow): Partial<Invitation> {
    if (kind === 'hold') return { holdSentAt: this.clock.instant() };
    if (['released', 'removed', 'cancelled'].includes(kind)) return { holdSentAt: null };
    return { sentAt: sentAt ?? this.clock.instant(), holdSentAt: null };
  }
}
