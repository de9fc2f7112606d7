import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import { SentMails } from '@samrad/platform/mail';
import { addressKey } from '@samrad/platform/pure';
import { lookups } from './reply.rules.js';
import { WrittenAnswers } from './written/written-answers.js';
import type { ReplyContext, ReplyFacts, ReplyMeeting, ReplyPerson } from './reply.types.js';

interface MeetingColumns {
  id: string;
  uid: string;
  lastSignificantSequence: number;
  status: string;
  startAt: Instant;
  endAt: Instant;
  zone: string;
  answerBy: string | null;
}

interface Standing {
  personId: string;
  address: string;
  sentAt: Instant | null;
  holdSentAt: Instant | null;
  removedAt: Instant | null;
  answeredAt: Instant | null;
  replyStamp: Instant | null;
  lastMailAt: Instant | null;
}

type Wanted = ReturnType<typeof lookups>;

/** Looks up what a ruling needs to know about a message. */
@Injectable()
export class ReplyLookups {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly env: Env,
    private readonly mails: SentMails,
    private readonly written: WrittenAnswers,
  ) {}

  async context(facts: ReplyFacts): Promise<ReplyContext> {
    const wanted = lookups(facts);
    const receivedAt = this.clock.instant();
    const meetings = await this.meetings(wanted.uids, receivedAt);
    const about = wanted.uids.map((uid) => meetings.find((meeting) => meeting.uid === uid)).find(Boolean);
    return {
      knownMessage: await this.knowsMessage(facts.messageId),
      knownTuples: await this.knownTuples(wanted.tuples),
      sent: await this.sent(wanted),
      meetings,
      persons: await this.persons(wanted.addresses, about?.id ?? null),
      authservId: this.env.values.MAIL_AUTHSERV_ID ?? null,
      receivedAt,
    };
  }

  private async knowsMessage(messageId: string | null): Promise<boolean> {
    if (!messageId) return false;
    const known = await this.db.row(
      sql`SELECT id FROM incoming_mail WHERE message_id = ${messageId.slice(0, 300)} LIMIT 1`,
    );
    return known !== undefined;
  }

  private async knownTuples(tuples: readonly string[]): Promise<string[]> {
    if (!tuples.length) return [];
    const rows = await this.db.rows<{ itipKey: string }>(sql`
      SELECT itip_key AS itipKey FROM incoming_mail WHERE itip_key IN (${join([...tuples])})`);
    return rows.map(({ itipKey }) => itipKey);
  }

  private async sent(reference: Pick<Wanted, 'messageIds' | 'recipients'>): Promise<ReplyContext['sent']> {
    const mail = await this.mails.find(reference);
    if (!mail) return null;
    const meetingId = mail.aboutNoun === 'meeting' ? mail.aboutId : null;
    const { id, personId, toAddress, byAddress } = mail;
    return { id, meetingId, personId, toAddress, byAddress, takesAnswers: this.written.areTaken(mail.aboutNoun) };
  }

  private async meetings(uids: readonly string[], now: Instant): Promise<ReplyMeeting[]> {
    if (!uids.length) return [];
    const rows = await this.db.rows<MeetingColumns>(sql`
      SELECT id, uid, told_significant_sequence AS lastSignificantSequence, status, start_at AS startAt, end_at AS endAt,
        zone, answer_by AS answerBy FROM meeting WHERE uid IN (${join([...uids])}) AND (called_at IS NOT NULL
        OR id IN (SELECT held.meeting_id FROM invitation held WHERE held.hold_sent_at IS NOT NULL))`);
    return rows.map((row) => ({
      id: row.id,
      uid: row.uid,
      lastSignificantSequence: row.lastSignificantSequence,
      cancelled: row.status === 'cancelled',
      postponed: row.status === 'postponed',
      ended: row.endAt <= now,
      late: row.answerBy !== null && row.answerBy < this.clock.today(row.zone),
      occurrences: [row.startAt],
    }));
  }

  /** By every address that is known for them; also by the one that the invitation went to, should it have changed since. */
  private async persons(keys: readonly string[], meetingId: string | null): Promise<ReplyContext['persons']> {
    if (!keys.length) return {};
    const owners = new Map(await this.ownersOf(keys));
    const unknown = keys.filter((key) => !owners.has(key));
    for (const { personId, address } of meetingId && unknown.length ? await this.invitedBy(unknown, meetingId) : []) {
      owners.set(addressKey(address), personId);
    }
    const ids = [...new Set(owners.values())];
    const [addresses, standing] = await Promise.all([this.addressesOf(ids), this.standingOf(ids, meetingId)]);
    const persons: Record<string, ReplyPerson> = {};
    for (const personId of ids) {
      const former = [...owners].filter(([, owner]) => owner === personId).map(([key]) => key);
      const all = [...new Set([...(addresses.get(personId) ?? []), ...former])];
      const person = { personId, addresses: all, ...standingOf(standing.get(personId)) };
      for (const key of all) persons[key] = person;
    }
    return persons;
  }

  private async ownersOf(keys: readonly string[]): Promise<[string, string][]> {
    const rows = await this.db.rows<{ addressKey: string; personId: string }>(sql`
      SELECT address_key AS addressKey, person_id AS personId FROM person_email WHERE address_key IN (${join([...keys])})`);
    return rows.map((row) => [row.addressKey, row.personId]);
  }

  private invitedBy(keys: readonly string[], meetingId: string): Promise<{ personId: string; address: string }[]> {
    return this.db.rows(sql`
      SELECT person_id AS personId, address FROM invitation
      WHERE meeting_id = ${meetingId} AND LOWER(address) IN (${join([...keys])})`);
  }

  private async addressesOf(ids: readonly string[]): Promise<Map<string, string[]>> {
    const all = new Map<string, string[]>();
    if (!ids.length) return all;
    const rows = await this.db.rows<{ personId: string; addressKey: string }>(sql`
      SELECT person_id AS personId, address_key AS addressKey FROM person_email WHERE person_id IN (${join([...ids])})`);
    for (const { personId, addressKey: key } of rows) all.set(personId, [...(all.get(personId) ?? []), key]);
    return all;
  }

  private async standingOf(ids: readonly string[], meetingId: string | null): Promise<Map<string, Standing>> {
    if (!ids.length || !meetingId) return new Map();
    const rows = await this.db.rows<Standing>(sql`
      SELECT i.person_id AS personId, i.address, i.sent_at AS sentAt, i.hold_sent_at AS holdSentAt, i.removed_at AS removedAt,
        CASE WHEN i.answered_sequence < m.told_significant_sequence THEN NULL ELSE i.answered_at END AS answeredAt,
        CASE WHEN i.answered_sequence < m.told_significant_sequence THEN NULL ELSE i.reply_stamp END AS replyStamp,
        (SELECT MAX(mm.created_at) FROM mail_message mm WHERE mm.person_id = i.person_id
          AND mm.about_noun = 'meeting' AND mm.about_id = i.meeting_id) AS lastMailAt
      FROM invitation i JOIN meeting m ON m.id = i.meeting_id
      WHERE i.meeting_id = ${meetingId} AND i.person_id IN (${join([...ids])})`);
    return new Map(rows.map((row) => [row.personId, row]));
  }
}

function standingOf(row: Standing | undefined): Pick<ReplyPerson, 'invitation' | 'lastAnswer' | 'asked'> {
  const invitation = row ? placeOf(row) : 'none';
  if (!row || invitation === 'none') return { invitation: 'none', lastAnswer: null, asked: [] };
  const lastAnswer = row.answeredAt ? { stamp: row.replyStamp, date: row.answeredAt } : null;
  const asked = [row.sentAt, row.lastMailAt].filter((at): at is Instant => at !== null);
  return { invitation, lastAnswer, asked };
}

function placeOf({ removedAt, sentAt, holdSentAt }: Standing): ReplyPerson['invitation'] {
  if (removedAt) return 'removed';
  if (sentAt) return 'invited';
  return holdSentAt ? 'held' : 'none';
}
