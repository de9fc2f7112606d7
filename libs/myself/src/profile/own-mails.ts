import { Injectable } from '@nestjs/common';
import type { Instant } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { ownPageMail, secretMail, withoutLinks } from '@samrad/platform/mail';

export interface OwnMail {
  id: string;
  subject: string;
  createdAt: Instant;
  status: string;
  /** Not those with a link that lets its reader in. */
  canOpen: boolean;
}

/** Mails to somebody, for themself. Links stay out: whoever got hold of one page must not get further with it. */
@Injectable()
export class OwnMails {
  constructor(private readonly db: Db) {}

  /** Newest first. */
  async list(personId: string): Promise<OwnMail[]> {
    const rows = await this.db.rows<Omit<OwnMail, 'canOpen'> & { noun: string | null }>(sql`
      SELECT id, subject, created_at AS createdAt, status, about_noun AS noun FROM mail_message
      WHERE person_id = ${personId} ORDER BY id DESC LIMIT 50`);
    return rows.map(({ noun, ...row }) => ({ ...row, canOpen: noun !== secretMail && noun !== ownPageMail }));
  }

  /** Of others nothing is found. */
  async one(personId: string, id: string): Promise<{ subject: string; createdAt: Instant; text: string } | undefined> {
    const row = await this.db.row<{ subject: string; createdAt: Instant; raw: string }>(sql`
      SELECT subject, created_at AS createdAt, raw FROM mail_message
      WHERE id = ${id} AND person_id = ${personId}
        AND (about_noun IS NULL OR about_noun NOT IN (${secretMail}, ${ownPageMail}))`);
    if (!row) return undefined;
    const { simpleParser } = await import('mailparser');
    const { text = '' } = await simpleParser(Buffer.from(row.raw, 'latin1'), { skipTextToHtml: true });
    return { subject: row.subject, createdAt: row.createdAt, text: withoutLinks(text) };
  }
}
