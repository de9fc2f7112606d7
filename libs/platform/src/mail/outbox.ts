import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { Clock } from '../clock/index.js';
import { Db, newId } from '../database/index.js';
import { compose } from './compose.js';
import type { Letter } from './letter.js';
import { MailMessage } from './mail-message.entity.js';

export interface Queued {
  id: string;
  messageId: string;
}

/** Where mail waits. Written in the transaction that it announces; sent by the worker. */
@Injectable()
export class Outbox {
  private wake: () => void = () => undefined;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly env: Env,
  ) {}

  /** Stores a message to be sent; without a mail server it is kept and can be read under “Sent mail”. */
  async queue(letter: Letter): Promise<Queued> {
    return (await this.queueAll([letter]))[0]!;
  }

  /** Several messages at once, each to one person. */
  async queueAll(letters: Letter[]): Promise<Queued[]> {
    const rows = await Promise.all(letters.map((letter) => this.rowFor(letter)));
    await this.db.tx(async () => {
      for (let at = 0; at < rows.length; at += 25) await this.db.repo(MailMessage).insert(rows.slice(at, at + 25));
    });
    this.db.afterCommit(() => this.wake());
    return rows.map(({ id, messageId }) => ({ id, messageId }));
  }

  /** Called when mail was queued in this process. */
  onQueued(wake: () => void): void {
    this.wake = wake;
  }

  private async rowFor(letter: Letter) {
    const from = this.env.mailFrom;
    const id = newId();
    const messageId = `<${id}@${from.address.split('@')[1]}>`;
    const { raw } = await compose({ ...letter, from, messageId, date: this.clock.now() });
    const now = this.clock.instant();
    return {
      id,
      messageId,
      toAddress: letter.to.address,
      toName: letter.to.name.slice(0, 200),
      subject: letter.subject.slice(0, 300),
      raw: raw.toString('latin1'),
      status: this.env.values.SMTP_URL ? ('queued' as const) : ('kept' as const),
      nextAt: now,
      createdAt: now,
      aboutNoun: letter.about?.noun ?? null,
      aboutId: letter.about?.id ?? null,
      personId: letter.personId ?? null,
    };
  }
}
