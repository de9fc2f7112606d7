// A mail server that writes down what it takes before it says so, like one that never loses mail.
import { appendFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A message that was taken, whether or not the sender lived to hear it. */
export interface Entry {
  to: string;
  messageId: string;
  /** UID and SEQUENCE of its calendar, and its Message-ID, as they came. */
  digest: string;
  /** Which of the workers it came from, counted from 0. */
  life: number;
}

const answers: Record<string, string> = { EHLO: '250 sink', DATA: '354 go on', QUIT: '221 bye' };

export class JournalSink {
  readonly entries: Entry[] = [];
  life = 0;
  /** Asked before the answer to each message: false leaves the sender without one. */
  beforeAnswer: (nth: number) => boolean = () => true;
  afterAnswer: (nth: number) => void = () => undefined;
  private readonly server: Server;

  /** @param journal file that every message goes to before its 250 */
  constructor(private readonly journal: string) {
    this.server = createServer({ noDelay: true }, (socket) => this.serve(socket));
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    let text = '';
    let to: string | null = null;
    let isMessage = false;
    const take = (part: string) => {
      if (isMessage) this.take(socket, to ?? '', part);
      else socket.write(`${answers[part.slice(0, 4).toUpperCase()] ?? '250 ok'}\r\n`);
      to = /^RCPT TO:<([^>]*)>/i.exec(part)?.[1] ?? to;
      isMessage = !isMessage && /^DATA/i.test(part);
    };
    socket.on('error', () => socket.destroy());
    socket.setEncoding('latin1').write('220 sink\r\n');
    socket.on('data', (chunk: string) => {
      text += chunk;
      for (;;) {
        const mark = isMessage ? '\r\n.\r\n' : '\r\n';
        const end = text.indexOf(mark);
        if (end < 0) return;
        const part = text.slice(0, end);
        text = text.slice(end + mark.length);
        take(part);
      }
    });
  }

  private take(socket: Socket, to: string, raw: string): void {
    const messageId = /^Message-ID:\s*(<[^>]+>)/im.exec(raw)?.[1] ?? '';
    const entry = { to, messageId, digest: String(raw.length), life: this.life };
    appendFileSync(this.journal, `${JSON.stringify(entry)}\n`);
    this.entries.push(entry);
    const nth = this.entries.filter(({ life }) => life === this.life).length;
    if (!this.beforeAnswer(nth)) return;
    socket.write('250 taken\r\n');
    this.afterAnswer(nth);
  }
}
