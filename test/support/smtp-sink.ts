import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** One message as it came over the wire. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

/** What the server answers instead of accepting. */
export interface Refusal {
  readonly code: 421 | 450 | 451 | 452 | 550 | 552 | 554;
  readonly text: string;
  /** How often; without it: until `accept()`. */
  readonly times?: number;
}

type Done = (error?: Error | null) => void;

/** A real SMTP server on a free port of this machine. It keeps what it gets, and fails when told to. */
export class SmtpSink {
  readonly messages: ReceivedMail[] = [];
  connections = 0;
  /** Waited for before a whole message is answered. */
  slowly: () => Promise<void> = () => Promise.resolve();
  private readonly refusals = new Map<string, { error: Error; left: number }>();
  private cuts = 0;
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    hideSTARTTLS: true,
    logger: false,
    onConnect: (_session, done) => {
      this.connections += 1;
      done();
    },
    onRcptTo: (address, _session, done) => done(this.refusalFor(address.address)),
    onData: (stream, session, done) => this.take(stream, session, done),
  });

  /** Starts listening. @param port a fixed one, to come back after an outage; without it any free one */
  static async start(port = 0): Promise<SmtpSink> {
    const sink = new SmtpSink();
    sink.server.on('error', () => undefined); // clients that hang up are part of the tests
    await new Promise<void>((resolve) => sink.server.listen(port, '127.0.0.1', resolve));
    return sink;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  /** As SMTP_URL wants it. */
  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** From now on refuses this recipient. */
  refuse(address: string, { code, text, times = Infinity }: Refusal): void {
    const error = Object.assign(new Error(text), { responseCode: code });
    this.refusals.set(address.toLowerCase(), { error, left: times });
  }

  /** Takes back every refusal and cut. */
  accept(): void {
    this.refusals.clear();
    this.cuts = 0;
  }

  /** Hangs up in the middle of the next messages, before saying whether they were accepted. */
  cut(times = 1): void {
    this.cuts = times;
  }

  /** Waits until so many messages have come. @throws after `within` milliseconds */
  async received(count: number, within = 10_000): Promise<readonly ReceivedMail[]> {
    const deadline = performance.now() + within;
    while (this.messages.length < count) {
      if (performance.now() > deadline) throw new Error(`Only ${this.messages.length} of ${count} messages came.`);
      await wait(20);
    }
    return this.messages;
  }

  /** Messages to one address. */
  to(address: string): ReceivedMail[] {
    return this.messages.filter((message) => message.to.includes(address));
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private refusalFor(address: string): Error | null {
    const refusal = this.refusals.get(address.toLowerCase());
    if (!refusal || refusal.left <= 0) return null;
    refusal.left -= 1;
    return refusal.error;
  }

  private take(stream: SMTPServerDataStream, session: SMTPServerSession, done: Done): void {
    if (this.cuts > 0) {
      this.cuts -= 1;
      this.hangUp();
      return;
    }
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      this.messages.push(received(session, Buffer.concat(chunks)));
      void this.slowly().then(() => done());
    });
  }

  /** smtp-server has no call for this: every open connection is torn down. */
  private hangUp(): void {
    const open = (this.server as unknown as { connections: Set<{ _socket: { destroy(): void } }> }).connections;
    for (const connection of open) connection._socket.destroy();
  }
}

function received({ envelope }: SMTPServerSession, raw: Buffer): ReceivedMail {
  const from = envelope.mailFrom ? envelope.mailFrom.address : '';
  return { from, to: envelope.rcptTo.map((recipient) => recipient.address), raw: raw.toString('utf8') };
}
