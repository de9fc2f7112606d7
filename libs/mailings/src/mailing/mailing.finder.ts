import { Injectable } from '@nestjs/common';
import type { Instant } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { MailingQuery } from './mailing.dto.js';
import type { MailingKind, MailingStatus, Wordings } from './mailing.rules.js';

export interface MailingRow extends Wordings {
  id: string;
  kind: MailingKind;
  status: MailingStatus;
  groupId: string | null;
  recipientsId: string | null;
  meetingId: string | null;
  listId: string | null;
  sendAt: Instant | null;
  sentAt: Instant | null;
  queuedBy: string | null;
  createdBy: string;
  createdAt: Instant;
  updatedAt: Instant;
  portions: number;
  version: number;
}

/** Mail to many. For organisers. */
@Injectable()
export class MailingFinder {
  constructor(private readonly db: Db) {}

  /** Drafts and what is on its way first, then the newest. */
  async page(query: MailingQuery): Promise<PageOf<MailingRow>> {
    const condition = query.status ? sql`m.status = ${query.status}` : sql`1 = 1`;
    const rows = await this.rows(
      condition,
      sql`ORDER BY CASE WHEN m.status IN ('draft', 'queued', 'sending') THEN 0 ELSE 1 END, m.updated_at DESC, m.id DESC
        LIMIT ${query.per + 1} OFFSET ${(query.page - 1) * query.per}`,
    );
    return pageOf(rows, query);
  }

  async one(id: string): Promise<MailingRow | undefined> {
    const [row] = await this.rows(sql`m.id = ${id}`, sql`LIMIT 1`);
    return row;
  }

  private rows(condition: Sql, order: Sql): Promise<MailingRow[]> {
    return this.db.rows<MailingRow>(sql`
      SELECT m.id, m.kind, m.status, m.group_id AS groupId, m.recipients_id AS recipientsId,
        m.meeting_id AS meetingId, m.list_id AS listId, m.fallback, m.subject_nb AS subjectNb,
        m.subject_nn AS subjectNn, m.subject_en AS subjectEn, m.text_nb AS textNb, m.text_nn AS textNn,
        m.text_en AS textEn, m.send_at AS sendAt, m.sent_at AS sentAt, m.queued_by AS queuedBy,
        m.created_by AS createdBy, m.created_at AS createdAt, m.updated_at AS updatedAt, m.portions, m.version
      FROM mailing m WHERE ${condition} ${order}`);
  }
}
