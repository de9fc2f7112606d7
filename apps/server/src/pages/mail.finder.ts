import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Env } from '../../../../config/env.js';
import { isAdministrator, type Actor } from '@samrad/platform/auth';
import { Db, empty, sql, type Sql } from '@samrad/platform/database';
import { ownPageMail, secretMail } from '@samrad/platform/mail';
import { pageOf, paging, orNull, type PageOf } from '@samrad/platform/views';

export const mailStatuses = ['queued', 'sending', 'sent', 'failed', 'kept'] as const;

export const MailQuery = z.object({
  ...paging,
  status: orNull(z.enum(mailStatuses)).catch(null),
  q: z.string().trim().max(200).optional(),
});
export type MailQuery = z.infer<typeof MailQuery>;

export interface MailRow {
  id: string;
  toName: string;
  toAddress: string;
  subject: string;
  status: (typeof mailStatuses)[number];
  attempts: number;
  error: string | null;
  createdAt: string;
  sentAt: string | null;
  nextAt: string;
  bouncedAt: string | null;
}

interface Waiting {
  queued: number;
  failed: number;
  /** Written where no mail server was set up. */
  kept: number;
  oldest: string | null;
}

const columns = sql`id, to_name AS toName, to_address AS toAddress, subject, status, attempts, error,
  created_at AS createdAt, sent_at AS sentAt, next_at AS nextAt, bounced_at AS bouncedAt`;

/** What was sent, and what waits; for organisers. */
@Injectable()
export class MailFinder {
  constructor(
    private readonly db: Db,
    private readonly env: Env,
  ) {}

  async page(actor: Actor, query: MailQuery): Promise<PageOf<MailRow>> {
    const like = query.q ? `%${query.q.replace(/[!%_]/g, '!$&')}%` : null;
    const where = sql`WHERE ${this.visibleTo(actor)}${query.status ? sql` AND status = ${query.status}` : empty}${
      like
        ? sql` AND (to_address LIKE ${like} ESCAPE '!' OR to_name LIKE ${like} ESCAPE '!' OR subject LIKE ${like} ESCAPE '!')`
        : empty
    }`;
    const rows = await this.db.rows<MailRow>(sql`
      SELECT ${columns} FROM mail_message ${where} ORDER BY created_at DESC, id DESC
      LIMIT ${query.per + 1} OFFSET ${(query.page - 1) * query.per}`);
    const total = await this.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM mail_message ${where}`);
    return pageOf(rows, query, total!.n);
  }

  one(actor: Actor, id: string): Promise<(MailRow & { raw: string }) | undefined> {
    return this.db.row(sql`SELECT ${columns}, raw FROM mail_message WHERE id = ${id} AND ${this.visibleTo(actor)}`);
  }

  /** How many messages there are of each status that asks for attention. */
  async waiting(): Promise<Waiting> {
    const row = await this.db.row<{ [K in keyof Waiting]: Waiting[K] | null }>(sql`
      SELECT SUM(CASE WHEN status IN ('queued', 'sending') THEN 1 ELSE 0 END) AS queued,
        SUM(CASE WHEN status = 'failed' THEN 1 ELSE 0 END) AS failed,
        SUM(CASE WHEN status = 'kept' THEN 1 ELSE 0 END) AS kept,
        MIN(CASE WHEN status IN ('queued', 'sending') THEN created_at END) AS oldest
      FROM mail_message WHERE status IN ('queued', 'sending', 'failed', 'kept')`);
    const count = (n: number | null | undefined) => Number(n ?? 0);
    const [queued, failed, kept] = [count(row?.queued), count(row?.failed), count(row?.kept)];
    return { queued, failed, kept, oldest: row?.oldest ?? null };
  }

  /** The newest error of a message that is still waiting: what the mail server said. */
  lastError(): Promise<{ error: string; nextAt: string } | undefined> {
    return this.db.row(sql`
      SELECT error, next_at AS nextAt FROM mail_message
      WHERE status = 'queued' AND error IS NOT NULL ORDER BY next_at DESC LIMIT 1`);
  }

  /**
   * Links to sign in or to somebody's own page let their reader in: whoever could read them here could become somebody
   * else, and agree to something in their name. Only where no mail
   * server is set up can an administrator read them, because there is no other way to hand them over.
   */
  private visibleTo(actor: Actor): Sql {
    const isHandedOver = isAdministrator(actor) && !this.env.values.SMTP_URL;
    return isHandedOver ? sql`1 = 1` : sql`(about_noun IS NULL OR about_noun NOT IN (${secretMail}, ${ownPageMail}))`;
  }
}
