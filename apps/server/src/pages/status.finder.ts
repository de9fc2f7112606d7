import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { Db, sql } from '@samrad/platform/database';
import { MailFinder } from './mail.finder.js';

export const states = ['ok', 'waiting', 'trouble', 'off'] as const;

export interface Part {
  key: string;
  state: (typeof states)[number];
  /** Locale key and variables of what it means. */
  text: string;
  params: Record<string, unknown>;
}

/** How the parts of the installation are doing, in words for organisers. */
@Injectable()
export class StatusFinder {
  constructor(
    private readonly db: Db,
    private readonly mail: MailFinder,
    private readonly env: Env,
  ) {}

  async parts(): Promise<Part[]> {
    return Promise.all([this.outgoing(), this.failedMail(), this.incoming(), this.jobs()]);
  }

  private async outgoing(): Promise<Part> {
    const part = { key: 'outgoing', params: {} };
    if (!this.env.values.SMTP_URL) return { ...part, state: 'off', text: 'pages.status.outgoing.off' };
    const [{ queued, oldest }, trouble] = await Promise.all([this.mail.waiting(), this.mail.lastError()]);
    const params = { count: queued, oldest, error: trouble?.error };
    if (trouble) return { key: 'outgoing', state: 'trouble', text: 'pages.status.outgoing.trouble', params };
    if (queued) return { key: 'outgoing', state: 'waiting', text: 'pages.status.outgoing.waiting', params };
    return { ...part, state: 'ok', text: 'pages.status.outgoing.ok' };
  }

  private async failedMail(): Promise<Part> {
    const { failed, queued, kept } = await this.mail.waiting();
    const part = { key: 'failedMail' };
    if (failed)
      return { ...part, state: 'trouble', text: 'pages.status.failedMail.trouble', params: { count: failed } };
    if (queued)
      return { ...part, state: 'waiting', text: 'pages.status.failedMail.waiting', params: { count: queued } };
    if (kept) return { ...part, state: 'off', text: 'pages.status.failedMail.kept', params: { count: kept } };
    return { ...part, state: 'ok', text: 'pages.status.failedMail.ok', params: {} };
  }

  private async incoming(): Promise<Part> {
    const part = { key: 'incoming', params: {} };
    if (!this.env.values.IMAP_URL) return { ...part, state: 'off', text: 'pages.status.incoming.off' };
    const row = await this.db.row<{ checkedAt: string | null; error: string | null }>(
      sql`SELECT checked_at AS checkedAt, error FROM mailbox_cursor LIMIT 1`,
    );
    if (row?.error)
      return { key: 'incoming', state: 'trouble', text: 'pages.status.incoming.trouble', params: { error: row.error } };
    if (!row?.checkedAt) return { ...part, state: 'waiting', text: 'pages.status.incoming.waiting' };
    return { key: 'incoming', state: 'ok', text: 'pages.status.incoming.ok', params: { checkedAt: row.checkedAt } };
  }

  private async jobs(): Promise<Part> {
    const row = await this.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM job WHERE status = 'failed'`);
    const count = Number(row!.n);
    const state = count ? 'trouble' : 'ok';
    return { key: 'jobs', state, text: `pages.status.jobs.${state}`, params: { count } };
  }
}
