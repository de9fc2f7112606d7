import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { ImapFlow } from 'imapflow';
import { Env } from '../../../../config/env.js';
import { Db } from '../database/index.js';
import { MessageTaker, mostOctets, type MessageHandler } from './message-taker.js';
import { MailboxCursors } from './mailbox-cursors.js';

interface Opened {
  client: ImapFlow;
  uidValidity: string;
}

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
  private readonly taker = new MessageTaker();
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
    this.taker.handler = handler;
  }

  /** Does nothing without IMAP_URL or without anybody who takes messages. */
  start(): void {
    if (!this.env.values.IMAP_URL || !this.taker.handler || this.running) return;
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
    const message = await client.fetchOne(String(uid), { source: { start: 0, maxLength: mostOctets } }, { uid: true });
    if (!message || !message.source) return;
    const advance = () => this.cursors.advance(this.name, uidValidity, uid);
    const isTaken = await this.taker.take(`${uidValidity}/${uid}`, message.source, (follow) =>
      this.db.repeatableTx(async () => {
        if (await advance()) await follow();
      }),
    );
    // What could not be judged stays unread where it is.
    if (isTaken) await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
    else await this.db.tx(advance);
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
