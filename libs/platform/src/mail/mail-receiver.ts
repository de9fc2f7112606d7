import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Injectable, Logger } from '@nestjs/common';
import type { SMTPServer, SMTPServerAddress, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { Env } from '../../../../config/env.js';
import { Db } from '../database/index.js';
import { addressKey } from '../pure/address.js';
import { MessageTaker, mostOctets, type MessageHandler } from './message-taker.js';

type Done = (error?: Error | null, message?: string) => void;

/**
 * Takes mail for our address directly from the mail server of the house, by SMTP or LMTP, instead of reading a mailbox.
 * A message is confirmed after the commit, so that none is lost; the server before it checks senders and turns spam away.
 */
@Injectable()
export class MailReceiver {
  private readonly log = new Logger('mailbox');
  private readonly taker = new MessageTaker();
  private servers: SMTPServer[] = [];
  private formerAddresses: () => Promise<string[]> = () => Promise.resolve([]);

  constructor(
    private readonly env: Env,
    private readonly db: Db,
  ) {}

  /** Who takes the messages; one handler, named at start. */
  onMessage(handler: MessageHandler): void {
    this.taker.handler = handler;
  }

  /** @param formerAddresses mailboxes that answers may still come to, besides that of MAIL_FROM */
  alsoFor(formerAddresses: () => Promise<string[]>): void {
    this.formerAddresses = formerAddresses;
  }

  /** Listens where SMTP_IN and LMTP_IN say; does nothing without them or without anybody who takes messages. */
  async start(): Promise<void> {
    const { SMTP_IN, LMTP_IN } = this.env.values;
    if (!this.taker.handler || this.servers.length) return;
    if (SMTP_IN) await this.listen(SMTP_IN, false);
    if (LMTP_IN) await this.listen(LMTP_IN, true);
  }

  /** The ports that are listened on, in the order SMTP, LMTP. */
  get ports(): number[] {
    return this.servers.map((server) => (server.server.address() as AddressInfo).port);
  }

  /** Finishes the messages that are being taken. */
  async stop(): Promise<void> {
    const servers = this.servers.splice(0);
    await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(resolve))));
  }

  private async listen(place: string, lmtp: boolean): Promise<void> {
    const { SMTPServer: Server } = await import('smtp-server'); // only where a port is configured
    const [host, port] = [place.slice(0, place.lastIndexOf(':')), Number(place.slice(place.lastIndexOf(':') + 1))];
    const server = new Server({
      ...{ lmtp, name: new URL(this.env.publicUrl).hostname, banner: 'Samrad', size: mostOctets, maxClients: 20 },
      ...{ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], hideSTARTTLS: true, disableReverseLookup: true },
      logger: false,
      onRcptTo: (address, _session, done) => void this.admit(address.address, done),
      onData: (stream, session, done) => void this.take(stream, session, done),
    });
    server.on('error', (error: Error) => this.log.warn({ receiving: place, error: error.message }));
    await new Promise<void>((resolve, reject) => {
      server.server.once('error', reject);
      server.listen(port, host.replace(/^\[|\]$/g, ''), () => resolve());
    });
    this.servers.push(server);
    this.log.log({ receiving: place, protocol: lmtp ? 'lmtp' : 'smtp' });
  }

  private async admit(address: string, done: Done): Promise<void> {
    try {
      done((await this.isOurs(address)) ? null : refusal(550, 'Not known here'));
    } catch (error) {
      this.log.warn({ received: false, error: (error as Error).message });
      done(refusal(451, 'Please try again later'));
    }
  }

  /** The addresses that invitations and their bounces come to, also with a tag: `samrad+anything@example.no`. */
  private async isOurs(address: string): Promise<boolean> {
    const key = addressKey(address);
    const at = key.lastIndexOf('@');
    const bare = `${key.slice(0, at).split('+')[0]}${key.slice(at)}`;
    const { MAIL_BOUNCE, MAIL_REPLY } = this.env.values;
    const ours = [this.env.mailFrom.address, MAIL_BOUNCE, MAIL_REPLY].filter((one) => one !== undefined);
    const isIn = (some: readonly string[]) => some.some((one) => bare === addressKey(one));
    return isIn(ours) || isIn(await this.formerAddresses());
  }

  private async take(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): Promise<void> {
    try {
      const raw = Buffer.concat([traceOf(session), await octetsOf(stream)]);
      const key = createHash('sha256').update(raw).digest('hex');
      const isTaken = await this.taker.take(key, raw, (follow) => this.db.tx(async () => void (await follow())));
      done(isTaken ? null : refusal(451, 'Please try again later'));
    } catch (error) {
      this.log.warn({ received: false, error: (error as Error).message });
      done(refusal(451, 'Please try again later'));
    }
  }
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

/** All of it up to the limit; what is beyond is read and left, so that the message is seen to be too large. */
async function octetsOf(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (length < mostOctets) chunks.push(chunk.subarray(0, mostOctets - length));
    length += chunk.length;
  }
  return Buffer.concat(chunks);
}

/** To whom it was delivered: the bounce address of one of our mails may be among them. */
function traceOf({ envelope }: SMTPServerSession): Buffer {
  const lines = envelope.rcptTo.map(({ address }: SMTPServerAddress) => `Delivered-To: ${plain(address)}\r\n`);
  const from = envelope.mailFrom ? envelope.mailFrom.address : '';
  return Buffer.from(`Return-Path: <${plain(from)}>\r\n${lines.join('')}`);
}

const plain = (address: string): string => address.replace(/[^\x21-\x7e]|[<>]/g, '').slice(0, 320);
