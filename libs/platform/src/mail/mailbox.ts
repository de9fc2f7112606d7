import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { ImapFlow } from 'imapflow';
import { Env } from '../../../../config/env.js';
import { Db } from '../database/index.js';
import { Unavailable } from '../errors/index.js';
import { MailboxCursors } from './mailbox-cursors.js';

/**
 * Takes one raw message in two steps: reading it, which may take its time, and what follows from it, which runs in the
 * transaction that also remembers that the message was taken.
 */
export type MessageHandler = (raw: Buffer) => Promise<() => Promise<unknown>>;

interface Opened {
  client: ImapFlow;
  uidValidity: string;
}

/** A little above the limit of what is read, so that larger messages are seen to be too large. */
const mostBytes = 11 * 1024 * 1024;
const triesForOne = 3;
const longestPauseSeconds = 60;

/**
 * Reads the mailbox that answers come to: at once by IDLE, and by asking every few minutes because IDLE can die silently.
 * Messages are taken in the order of their UIDs, each once, marked as seen after the commit, and never deleted.
 */
@Injectable()
export class MailboxReader {
  /** How often to ask without being told. */
  pollSeconds = 300;
  /** The first pause after a failed connection; it doubles. */
  firstPauseSeconds = 1;
  private readonly log = new Logger('mailbox');
  private readonly name: string;
  private readonly failures = new Map<number, number>();
  private handler?: MessageHandler;
  private stopping?: AbortController;
  private running?: Promise<void>;
  private client?: ImapFlow;

  constructor(
    private readonly env: Env,
    private readonly db: Db,
    private readonly cursors: MailboxCursors,
  ) {
    this.name = nameOf(this.env.values.IMAP_URL);
  }

  /** Who takes the messages; one handler, named at start. */
  onMessage(handler: MessageHandler): void {
    this.handler = handler;
  }

  /** Does nothing without IMAP_URL or without anybody who takes messages. */
  start(): void {
    if (!this.env.values.IMAP_URL || !this.handler || this.running) return;
    this.stopping = new AbortController();
    this.running = this.keepReading(this.stopping.signal).finally(() => (this.running = undefined));
  }

  /** Finishes the message that is being taken. */
  async stop(): Promise<void> {
    this.stopping?.abort();
    this.client?.close();
    await this.running;
  }

  private async keepReading(signal: AbortSignal): Promise<void> {
    let pause = this.firstPauseSeconds;
    while (!signal.aborted) {
      try {
        await this.session(signal, () => (pause = this.firstPauseSeconds));
      } catch (error) {
        await this.report(error as Error);
      }
      await wait(pause * 1000, undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, longestPauseSeconds);
    }
  }

  /** One connection, until it breaks or the reader is stopped. @param healthy called whenever all was read */
  private async session(signal: AbortSignal, healthy: () => void): Promise<void> {
    const { client, uidValidity } = await this.open();
    try {
      while (!signal.aborted && client.usable) {
        const news = nextNews(client);
        await this.takeNew({ client, uidValidity }, signal);
        await this.cursors.checked(this.name);
        healthy();
        void client.idle().catch(() => undefined);
        await Promise.race([news, wait(this.pollSeconds * 1000, undefined, { signal }).catch(() => undefined)]);
      }
      if (!signal.aborted) throw new Error('The connection to the mailbox was lost');
    } finally {
      client.close();
    }
  }

  private async open(): Promise<Opened> {
    const url = new URL(this.env.values.IMAP_URL!);
    const secure = url.protocol === 'imaps:';
    const imap = await import('imapflow');
    const client = new imap.ImapFlow({
      host: url.hostname,
      port: Number(url.port) || (secure ? 993 : 143),
      secure,
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
      logger: false,
      disableAutoIdle: true,
      socketTimeout: (this.pollSeconds + 60) * 1000,
    });
    client.on('error', () => undefined); // a broken connection shows in `usable` and in what was asked last
    this.client = client;
    await client.connect();
    const mailbox = await client.mailboxOpen(decodeURIComponent(url.pathname.slice(1)) || 'INBOX');
    return { client, uidValidity: String(mailbox.uidValidity) };
  }

  private async takeNew(opened: Opened, signal: AbortSignal): Promise<void> {
    const { client, uidValidity } = opened;
    const last = await this.cursors.at(this.name, uidValidity);
    const found = await client.search({ uid: `${last + 1}:*` }, { uid: true });
    // `n:*` always names the newest message, also when it is older than n.
    const uids = (found || []).filter((uid) => uid > last).sort((a, b) => a - b);
    for (const uid of uids) {
      if (signal.aborted) return;
      await this.take(opened, uid);
    }
  }

  private async take({ client, uidValidity }: Opened, uid: number): Promise<void> {
    const message = await client.fetchOne(String(uid), { source: { start: 0, maxLength: mostBytes } }, { uid: true });
    if (!message || !message.source) return;
    try {
      await this.judge(message.source, uidValidity, uid);
    } catch (error) {
      await this.onFailure(error as Error, uidValidity, uid);
    }
    await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
  }

  private async judge(raw: Buffer, uidValidity: string, uid: number): Promise<void> {
    const follow = await this.handler!(raw);
    await this.db.tx(async () => {
      if (await this.cursors.advance(this.name, uidValidity, uid)) await follow();
    });
    this.failures.delete(uid);
  }

  /** One message must not hold up the others: after some tries it is passed over, and stays unread where it is. */
  private async onFailure(error: Error, uidValidity: string, uid: number): Promise<void> {
    const failed = (this.failures.get(uid) ?? 0) + 1;
    this.failures.set(uid, failed);
    if (error instanceof Unavailable || failed < triesForOne) throw error;
    this.log.error({ uid, passedOver: true, error: error.message, stack: error.stack });
    await this.db.tx(() => this.cursors.advance(this.name, uidValidity, uid));
    this.failures.delete(uid);
  }

  private async report(error: Error): Promise<void> {
    const words = (error as { responseText?: string }).responseText ?? error.message;
    this.log.warn({ mailbox: 'unreachable', error: words });
    await this.cursors.failed(this.name, words).catch(() => undefined);
  }
}

/** Resolves when the server tells of messages or the connection ends. Asked for before reading, so that none is missed. */
const nextNews = (client: ImapFlow): Promise<void> =>
  new Promise((resolve) => {
    client.once('exists', () => resolve());
    client.once('close', () => resolve());
  });

/** `user@host/INBOX`: which mailbox a cursor belongs to, without the password. */
function nameOf(imapUrl: string | undefined): string {
  if (!imapUrl) return '';
  const { username, host, pathname } = new URL(imapUrl);
  return `${decodeURIComponent(username)}@${host}${pathname.length > 1 ? pathname : '/INBOX'}`.slice(0, 190);
}
