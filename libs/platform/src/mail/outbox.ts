import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { Clock } from '../clock/index.js';
import { bulkInserts, Db, newId, Settings, sql } from '../database/index.js';
import { replyAddressOf } from './bounce-address.js';
import { compose } from './compose.js';
import { withdrawnWords } from './sender.rules.js';
import { reachesRestricted, type Letter } from './letter.js';
import type { MailMessage } from './mail-message.entity.js';

export interface Queued {
  id: string;
  messageId: string;
}

type Row = Pick<MailMessage, (typeof fields)[number]>;

const fields = [
  ...(['id', 'messageId', 'toAddress', 'toName', 'subject', 'raw', 'status', 'attempts'] as const),
  ...(['error', 'nextAt', 'createdAt', 'aboutNoun', 'aboutId', 'personId', 'expiresAt'] as const),
] as const;
const columns = fields.map((field) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
const valuesOf = (row: Row) => fields.map((field) => row[field]);

/** More at once is slower: every message being written is a chain of streams. */
const composedAtOnce = 10;

/** Rows in portions of about a megabyte: MariaDB takes no statement above `max_allowed_packet`. */
function packets(rows: Row[]): Row[][] {
  const portions: Row[][] = [];
  let size = Infinity;
  for (const row of rows) {
    if (size + row.raw.length > 1_000_000) {
      portions.push([]);
      size = 0;
    }
    portions.at(-1)!.push(row);
    size += row.raw.length;
  }
  return portions;
}

/** The person's data are restricted. */
const heldBack = (row: Row): Row => ({
  ...row,
  status: 'failed',
  error: 'Held back: the data of this person are restricted',
});

/** Of domains that are nobody's (RFC 2606), as all people of the demonstration have. */
const isInvented = (address: string): boolean =>
  /[.@](example(\.(com|net|org))?|test|invalid|localhost)$/i.test(address);

/** Where mail waits. Written in the transaction that it announces; sent by the worker. */
@Injectable()
export class Outbox {
  private wake: () => void = () => undefined;
  private restricted: (personIds: string[]) => Promise<ReadonlySet<string>> = async () => new Set();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly env: Env,
    private readonly settings: Settings,
  ) {}

  /** No mail server is set up: what is written stays here. */
  get keeps(): boolean {
    return !this.env.values.SMTP_URL;
  }

  /** Which of two locale keys is true: that mail is on its way, or that it is kept. */
  said(sent: string, kept: string): string {
    return this.keeps ? kept : sent;
  }

  /** Stores a message to be sent; without a mail server it is kept and can be read under “Sent mail”. */
  async queue(letter: Letter): Promise<Queued> {
    return (await this.queueAll([letter]))[0]!;
  }

  /** Several messages at once, each to one person. */
  async queueAll(letters: Letter[]): Promise<Queued[]> {
    const rows: Row[] = [];
    const isDemo = this.env.isDemo && Boolean(await this.settings.get('demo.loaded'));
    const apart = await this.restricted(
      letters.flatMap(({ personId, about }) => (personId && !reachesRestricted(about?.noun) ? [personId] : [])),
    );
    for (let at = 0; at < letters.length; at += composedAtOnce) {
      const some = letters.slice(at, at + composedAtOnce);
      const written = await Promise.all(some.map((letter) => this.rowFor(letter, isDemo)));
      rows.push(
        ...written.map((row) =>
          row.personId && !reachesRestricted(row.aboutNoun) && apart.has(row.personId) ? heldBack(row) : row,
        ),
      );
    }
    await this.db.tx(async () => {
      for (const some of packets(rows)) {
        for (const insert of bulkInserts('mail_message', columns, some.map(valuesOf))) await this.db.run(insert);
      }
    });
    this.db.afterCommit(() => this.wake());
    return rows.map(({ id, messageId }) => ({ id, messageId }));
  }

  /** Takes back what is about something and no sender has begun with. @returns how many messages */
  async withdraw({ noun, id }: { noun: string; id: string }): Promise<number> {
    return this.db.tx(() =>
      this.db.run(sql`
        UPDATE mail_message SET status = 'failed', error = ${withdrawnWords}
        WHERE about_noun = ${noun} AND about_id = ${id} AND status = 'queued'`),
    );
  }

  /** Whose data may not be used: mail to them is written down, but not sent, unless it is about just that. */
  keepFrom(restricted: (personIds: string[]) => Promise<ReadonlySet<string>>): void {
    this.restricted = restricted;
  }

  /** Called when mail was queued in this process. */
  onQueued(wake: () => void): void {
    this.wake = wake;
  }

  private async rowFor(letter: Letter, isDemo: boolean): Promise<Row> {
    const from = letter.from ?? this.env.mailFrom;
    const id = newId();
    const messageId = `<${id}@${from.address.split('@')[1]}>`;
    const replyTo = letter.takesAnswers ? replyAddressOf(id, this.env.replyBox) : undefined;
    const { raw } = await compose({ ...letter, from, messageId, replyTo, date: this.clock.now() });
    const now = this.clock.instant();
    return {
      id,
      messageId,
      toAddress: letter.to.address,
      toName: letter.to.name.slice(0, 200),
      subject: letter.subject.slice(0, 300),
      raw: raw.toString('latin1'),
      status: this.keeps || (isDemo && isInvented(letter.to.address)) ? 'kept' : 'queued',
      attempts: 0,
      error: null,
      nextAt: now,
      createdAt: now,
      aboutNoun: letter.about?.noun ?? null,
      aboutId: letter.about?.id ?? null,
      personId: letter.personId ?? null,
      expiresAt: letter.expiresAt ?? null,
    };
  }
}
