import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Instant } from '@samrad/platform/clock';
import { Db, fromJson, join, sql, type Sql } from '@samrad/platform/database';
import { addressKey } from '@samrad/platform/pure';
import { pageOf, paging, recordId, type PageOf } from '@samrad/platform/views';
import type { MailReview } from './reply.entity.js';
import { rulings, type Ruling } from './reply.types.js';

const shows = ['open', 'done', 'all'] as const;

/** The list: what waits, what was decided, or all that came in; narrowed by words, ruling, meeting and person. */
export const reviewQuery = z.object({
  show: z.enum(shows).catch('open').default('open'),
  q: z.string().trim().max(200).catch('').default(''),
  ruling: z.enum(rulings).optional().catch(undefined),
  meeting: recordId().optional().catch(undefined),
  person: recordId().optional().catch(undefined),
  ...paging,
});
export type ReviewQuery = z.infer<typeof reviewQuery>;

export interface IncomingRow {
  id: string;
  messageId: string | null;
  fromAddress: string | null;
  subject: string | null;
  ruling: string;
  /** Locale key. */
  reason: string | null;
  meetingId: string | null;
  meetingTitle: string | null;
  personId: string | null;
  personName: string | null;
  replyId: string | null;
  review: MailReview;
  reviewedBy: string | null;
  reviewedAt: Instant | null;
  receivedAt: Instant;
}

export interface IncomingMailDetails extends IncomingRow {
  /** The whole ruling. */
  details: Ruling | null;
}

const columns = sql`
  im.id, im.message_id AS messageId, im.from_address AS fromAddress, im.subject, im.ruling, im.reason,
  im.meeting_id AS meetingId, m.title AS meetingTitle, im.person_id AS personId,
  CASE WHEN p.id IS NULL THEN NULL ELSE TRIM(CONCAT(p.given_name, ' ', p.family_name)) END AS personName,
  im.reply_id AS replyId, im.review, im.reviewed_by AS reviewedBy, im.reviewed_at AS reviewedAt,
  im.received_at AS receivedAt`;
const from = sql`FROM incoming_mail im LEFT JOIN meeting m ON m.id = im.meeting_id LEFT JOIN person p ON p.id = im.person_id`;
const shown: Record<(typeof shows)[number], Sql> = {
  open: sql`im.review = 'open'`,
  done: sql`im.review IN ('applied', 'dismissed', 'refused')`,
  all: sql`1 = 1`,
};

/** Mail that came in; for organisers. */
@Injectable()
export class IncomingMailFinder {
  constructor(private readonly db: Db) {}

  async page(query: ReviewQuery): Promise<PageOf<IncomingRow>> {
    const where = join(conditionsOf(query), ' AND ');
    const rows = await this.db.rows<IncomingRow>(sql`
      SELECT ${columns} ${from} WHERE ${where} ORDER BY im.received_at DESC, im.id DESC
      LIMIT ${query.per + 1} OFFSET ${(query.page - 1) * query.per}`);
    const total = await this.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n ${from} WHERE ${where}`);
    return pageOf(rows, query, Number(total!.n));
  }

  async one(id: string): Promise<IncomingMailDetails | undefined> {
    const row = await this.db.row<IncomingRow & { details: unknown }>(sql`
      SELECT ${columns}, im.details ${from} WHERE im.id = ${id}`);
    return row && { ...row, details: fromJson<Ruling | null>(row.details) };
  }

  /** The octets as they came; undefined once they were deleted. */
  async raw(id: string): Promise<Buffer | undefined> {
    const row = await this.db.row<{ raw: string }>(sql`SELECT raw FROM incoming_mail WHERE id = ${id}`);
    return row?.raw ? Buffer.from(row.raw, 'base64') : undefined;
  }

  byDigest(digest: string): Promise<IncomingRow | undefined> {
    return this.db.row<IncomingRow>(sql`SELECT ${columns} ${from} WHERE im.digest = ${digest}`);
  }

  /** Answers to a meeting that wait because the person they are from was not invited, the oldest first. */
  async notInvited(meetingId: string, address: string): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT im.id FROM incoming_mail im WHERE im.review = 'open' AND im.meeting_id = ${meetingId}
        AND im.reason = 'meetings.reply.reason.notInvited' AND LOWER(im.from_address) = ${addressKey(address)}
      ORDER BY im.received_at, im.id`);
    return rows.map(({ id }) => id);
  }

  /** How many wait to be looked at. */
  async waiting(): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM incoming_mail WHERE review = 'open'`);
    return Number(row!.n);
  }

  /** Meetings about which mail has come in, the newest first, for a filter. */
  meetings(limit = 100): Promise<{ id: string; title: string; startAt: Instant }[]> {
    return this.db.rows(sql`
      SELECT m.id, m.title, m.start_at AS startAt FROM meeting m
      WHERE EXISTS (SELECT 1 FROM incoming_mail im WHERE im.meeting_id = m.id)
      ORDER BY m.start_at DESC, m.id LIMIT ${limit}`);
  }

  /** Meetings that people are called to and that are not over: an answer may be about any of them. */
  called(now: Instant, limit = 100): Promise<{ id: string; title: string; startAt: Instant }[]> {
    return this.db.rows(sql`
      SELECT id, title, start_at AS startAt FROM meeting WHERE status = 'called' AND end_at > ${now}
      ORDER BY start_at, id LIMIT ${limit}`);
  }
}

function conditionsOf({ show, q, ruling, meeting, person }: ReviewQuery): Sql[] {
  const conditions = [shown[show]];
  if (q) conditions.push(contains(q));
  if (ruling) conditions.push(sql`im.ruling = ${ruling}`);
  if (meeting) conditions.push(sql`im.meeting_id = ${meeting}`);
  if (person) conditions.push(sql`im.person_id = ${person}`);
  return conditions;
}

/** Words of the subject, of the person's name or of the sender's address, in any case. */
function contains(q: string): Sql {
  const pattern = `%${q.toLowerCase().replace(/[!%_]/g, '!$&')}%`;
  const address = `%${addressKey(q).replace(/[!%_]/g, '!$&')}%`;
  return sql`(LOWER(im.subject) LIKE ${pattern} ESCAPE '!' OR LOWER(im.from_address) LIKE ${address} ESCAPE '!'
    OR LOWER(TRIM(CONCAT(p.given_name, ' ', p.family_name))) LIKE ${pattern} ESCAPE '!')`;
}
