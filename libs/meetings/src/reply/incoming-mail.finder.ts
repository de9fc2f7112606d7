import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Instant } from '@samrad/platform/clock';
import { Db, fromJson, sql } from '@samrad/platform/database';
import { pageOf, paging, type PageOf } from '@samrad/platform/views';
import type { MailReview } from './reply.entity.js';
import type { Ruling } from './reply.types.js';

/** The list: what waits, what was decided, or all that came in. */
export const reviewQuery = z.object({
  show: z.enum(['open', 'done', 'all']).catch('open').default('open'),
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

const columns = sql`
  im.id, im.message_id AS messageId, im.from_address AS fromAddress, im.subject, im.ruling, im.reason,
  im.meeting_id AS meetingId, m.title AS meetingTitle, im.person_id AS personId,
  CASE WHEN p.id IS NULL THEN NULL ELSE CONCAT(p.given_name, ' ', p.family_name) END AS personName,
  im.reply_id AS replyId, im.review, im.reviewed_by AS reviewedBy, im.reviewed_at AS reviewedAt,
  im.received_at AS receivedAt`;
const from = sql`FROM incoming_mail im LEFT JOIN meeting m ON m.id = im.meeting_id LEFT JOIN person p ON p.id = im.person_id`;
const shown = {
  open: sql`im.review = 'open'`,
  done: sql`im.review IN ('applied', 'dismissed')`,
  all: sql`1 = 1`,
};

/** Mail that came in; for organisers. */
@Injectable()
export class IncomingMailFinder {
  constructor(private readonly db: Db) {}

  async page(query: ReviewQuery): Promise<PageOf<IncomingRow>> {
    const where = shown[query.show];
    const rows = await this.db.rows<IncomingRow>(sql`
      SELECT ${columns} ${from} WHERE ${where} ORDER BY im.received_at DESC, im.id DESC
      LIMIT ${query.per + 1} OFFSET ${(query.page - 1) * query.per}`);
    const total = await this.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM incoming_mail im WHERE ${where}`);
    return pageOf(rows, query, Number(total!.n));
  }

  async one(id: string): Promise<(IncomingRow & { details: Ruling | null }) | undefined> {
    const row = await this.db.row<IncomingRow & { details: unknown }>(sql`
      SELECT ${columns}, im.details ${from} WHERE im.id = ${id}`);
    return row && { ...row, details: fromJson<Ruling | null>(row.details) };
  }

  /** The octets as they came. */
  async raw(id: string): Promise<Buffer | undefined> {
    const row = await this.db.row<{ raw: string }>(sql`SELECT raw FROM incoming_mail WHERE id = ${id}`);
    return row && Buffer.from(row.raw, 'base64');
  }

  byDigest(digest: string): Promise<IncomingRow | undefined> {
    return this.db.row<IncomingRow>(sql`SELECT ${columns} ${from} WHERE im.digest = ${digest}`);
  }

  /** How many wait to be looked at. */
  async waiting(): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM incoming_mail WHERE review = 'open'`);
    return Number(row!.n);
  }
}
