import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Day, type Instant } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { wallOf } from '@samrad/platform/pure';
import { Invitation, type AttendanceMode, type InvitationStatus } from '../invitation/invitation.entity.js';
import { InvitationFinder, type InvitationRow } from '../invitation/invitation.finder.js';
import { Bounces } from '../invitation/sending/bounces.js';
import { canAnswer } from '../invitation/invitation.policy.js';
import { choicesFor, meaningOf, modeAfter, sequenceKept, whyNot, type Choice } from './answer.rules.js';
import { Reply, type ReplyChannel } from './reply.entity.js';

/** An answer on its way into the history. */
export interface GivenAnswer {
  status: InvitationStatus;
  mode: AttendanceMode | null;
  comment: string | null;
  channel: ReplyChannel;
  /** Who sent it, when it was not the person. */
  answeredBy: string | null;
  /** When it was given. */
  at: Instant;
  /** SEQUENCE that it answers; null: not said. */
  sequence: number | null;
  /** DTSTAMP; null when it did not come by calendar. */
  stamp: Instant | null;
  ruling: string;
  /** Locale key. */
  reason: string;
}

/** An answer picked on a page. */
export interface PickedAnswer {
  choice: Choice;
  comment: string | null;
  /** SEQUENCE of the meeting that the person saw; null: not known. */
  sequence: number | null;
}

interface Asked {
  status: string;
  endAt: Instant;
  sequence: number;
  significantSequence: number;
  toldSignificantSequence: number;
  answerBy: Day | null;
  zone: string;
  place: string | null;
  videoUrl: string | null;
}

/** Every answer, whatever way it comes, goes through `record`: one status, one history. */
@Injectable()
export class ReplyService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: InvitationFinder,
    private readonly bounces: Bounces,
    private readonly events: Events,
  ) {}

  /**
   * The person's own answer on the portal, or an organiser's on their behalf.
   * @throws NotFound, Forbidden, Conflict when the meeting was moved, cancelled or is over, Invalid for a choice it has not
   */
  async answer(actor: Actor, invitationId: string, picked: PickedAnswer): Promise<string> {
    const invitation = found(await this.finder.one(actor, invitationId));
    demand(canAnswer(actor, invitation));
    const isOwn = actor.personId === invitation.personId;
    const way = isOwn ? { channel: 'portal' as const } : { channel: 'organiser' as const, by: actor.name };
    return this.pick(actor, invitation, { ...picked, ...way });
  }

  /** The answer of whoever holds the personal link. @param actor only for the record */
  byLink(actor: Actor, invitation: InvitationRow, picked: PickedAnswer): Promise<string> {
    return this.pick({ ...actor, personId: null, name: invitation.name }, invitation, { ...picked, channel: 'link' });
  }

  /**
   * Writes an answer into the history and makes it the one that counts.
   * @param judged true when the decision table has decided already that it counts
   * @returns the id in the history. @throws Conflict when another answer came in between
   */
  async record(actor: Actor, invitation: InvitationRow, given: GivenAnswer, judged = false): Promise<string> {
    return this.db.tx(async () => {
      const asked = await this.asked(invitation.meetingId);
      const reason = judged ? null : whyNot(given, invitation, asked);
      if (reason) throw new Conflict(`meetings.reply.reason.${reason}`);
      const mode = modeAfter(given, invitation, asked);
      const { status, comment, channel, at, stamp } = given;
      const answered = answeredSequence(given, invitation, asked);
      await this.db.update(
        Invitation,
        { id: invitation.id, version: invitation.version },
        {
          ...{ status, mode, comment, channel, answeredAt: at, replyStamp: stamp },
          answeredSequence: answered,
        },
      );
      const kept = { ...given, mode, sequence: answered, reason: isLate(given.at, asked) ? late : given.reason };
      const id = await this.remember(invitation.id, kept, true);
      if (channel === 'calendar' || channel === 'link') await this.bounces.answered(invitation);
      const data = {
        name: invitation.name,
        status,
        channel,
        ...(status === 'accepted' && mode === 'online' && { context: mode }),
      };
      await this.events.record('meeting.answered', invitation.meetingId, actor, data);
      return id;
    });
  }

  /** Why an answer would not count: the end of a locale key under `meetings.reply.reason`; null: it would. */
  async whyNot(invitation: InvitationRow, given: GivenAnswer): Promise<string | null> {
    return whyNot(given, invitation, await this.asked(invitation.meetingId));
  }

  /** Writes something into the history that does not count. @returns its id */
  async remember(
    invitationId: string,
    given: Omit<GivenAnswer, 'status'> & { status: InvitationStatus | null },
    isApplied = false,
  ): Promise<string> {
    const id = newId();
    const { at: _, ...columns } = given;
    const receivedAt = this.clock.instant();
    await this.db.insert(Reply, { id, invitationId, ...columns, receivedAt, isApplied });
    return id;
  }

  private async pick(
    actor: Actor,
    invitation: InvitationRow,
    { choice, comment, sequence, channel, by = null }: PickedAnswer & { channel: ReplyChannel; by?: string | null },
  ): Promise<string> {
    return this.db.tx(async () => {
      const asked = await this.asked(invitation.meetingId);
      if (!choicesFor(asked).includes(choice)) throw new Invalid({ answer: { key: 'meetings.reply.invalid.choice' } });
      const meant = { ...meaningOf(choice), comment, channel };
      const same = await this.sameAsNow(invitation, meant);
      if (same) return same;
      if (showedEarlierDate(sequence, asked)) throw new Conflict('meetings.reply.reason.earlierDate');
      const fixed = { answeredBy: by, at: this.clock.instant(), stamp: null };
      const ruling = meant.status.toUpperCase();
      const answered = Math.min(sequence ?? asked.sequence, asked.sequence);
      const given = { ...meant, ...fixed, sequence: answered, ruling, reason: 'meetings.reply.reason.recorded' };
      return this.record(actor, invitation, given);
    });
  }

  /** The same form sent twice is one answer. */
  private async sameAsNow(
    now: InvitationRow,
    { status, mode, comment, channel }: Pick<GivenAnswer, 'status' | 'mode' | 'comment' | 'channel'>,
  ): Promise<string | null> {
    const isSame =
      now.status === status &&
      now.mode === mode &&
      now.comment === comment &&
      now.channel === channel &&
      !now.removedAt;
    if (!isSame) return null;
    const last = await this.db.row<{ id: string }>(sql`
      SELECT id FROM reply WHERE invitation_id = ${now.id} AND is_applied = 1 ORDER BY received_at DESC, id DESC LIMIT 1`);
    return last?.id ?? null;
  }

  private async asked(meetingId: string): Promise<Asked> {
    const row = await this.db.row<Asked>(sql`
      SELECT status, end_at AS endAt, sequence, significant_sequence AS significantSequence,
        told_significant_sequence AS toldSignificantSequence,
        place, video_url AS videoUrl, answer_by AS answerBy, zone FROM meeting WHERE id = ${meetingId}`);
    return found(row);
  }
}

/** A page that was opened before the meeting was moved is shown again, whether people were told of it or not. */
const showedEarlierDate = (shown: number | null, { status, significantSequence }: Asked): boolean =>
  status === 'called' && shown !== null && shown < significantSequence;

const late = 'meetings.reply.reason.recordedLate';

const isLate = (at: Instant, { answerBy, zone }: Asked): boolean =>
  answerBy !== null && answerBy < wallOf(at, zone).slice(0, 10);

/** Who answers on a page has seen the meeting as it is; a calendar may say any number. */
function answeredSequence(
  { sequence, channel }: GivenAnswer,
  { sentSequence }: InvitationRow,
  { toldSignificantSequence }: Asked,
): number {
  if (sequence === null) return toldSignificantSequence;
  return channel === 'calendar' ? sequenceKept(sequence, sentSequence, toldSignificantSequence) : sequence;
}
