import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Unavailable } from '@samrad/platform/errors';

export type PdfStandard = 'ua-1' | 'a-2a';

type Files = Record<string, string | Uint8Array>;

/** A file that was set. */
export interface Typeset {
  pdf: Uint8Array;
  /** Whether it conforms to the standard; false when a letter has no glyph in any font. */
  conforms: boolean;
}

interface Order {
  /** Names and contents. */
  files: Files;
  standard: PdfStandard;
  done: (typeset: Typeset) => void;
  failed: (error: Error) => void;
}

type Reply = { id: number } & (Typeset | { problem: string });

const program = fileURLToPath(new URL('./typst-child.mjs', import.meta.url));
const idleMs = 60_000;
const mostWaiting = 50;

/**
 * A child of this process that typesets one order after the other: it starts with the first and ends a minute after the
 * last. One that takes too long is given up alone; those behind it go to a new child.
 */
export class Typesetter {
  private child: ChildProcess | null = null;
  private idle: NodeJS.Timeout | undefined;
  private readonly waiting: Order[] = [];
  private current: (Order & { id: number; limit: NodeJS.Timeout }) | null = null;
  private next = 0;

  constructor(
    private readonly tools: { binary: string; fontFolders: string[] },
    private readonly limitMs = 30_000,
  ) {}

  /**
   * @param files their names and contents: `main.typ`, and what it imports or reads
   * @throws Unavailable when the child ends or works longer than the limit, in milliseconds, or too many wait; Error when
   *   typst refuses the template
   */
  typeset(files: Files, standard: PdfStandard = 'ua-1'): Promise<Typeset> {
    if (this.waiting.length >= mostWaiting) return Promise.reject(new Unavailable('platform.pdf.failed'));
    return new Promise((done, failed) => {
      this.waiting.push({ files, standard, done, failed });
      this.takeNext();
    });
  }

  /** Ends the child at once; what it had not finished and what waits is refused. */
  stop(): void {
    const refused = this.waiting.splice(0);
    this.giveUp();
    for (const order of refused) order.failed(new Unavailable('platform.pdf.failed'));
  }

  private takeNext(): void {
    if (this.current) return;
    const order = this.waiting.shift();
    if (!order) return this.rest();
    clearTimeout(this.idle);
    const child = this.started();
    const id = this.next++;
    this.current = { ...order, id, limit: setTimeout(() => this.giveUp(), this.limitMs) };
    child.ref();
    child.channel?.ref();
    child.send({ id, files: order.files, standard: order.standard }, (error) => error && this.ended(child));
  }

  private giveUp(): void {
    clearTimeout(this.idle);
    const { child } = this;
    if (!child) return;
    child.kill('SIGKILL');
    this.ended(child);
  }

  private started(): ChildProcess {
    if (this.child) return this.child;
    const child = fork(program, [JSON.stringify(this.tools)], {
      env: {},
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('message', (reply) => this.answer(reply as Reply));
    child.on('error', () => this.ended(child));
    child.on('exit', () => this.ended(child));
    this.child = child;
    return child;
  }

  private answer(reply: Reply): void {
    const order = this.current;
    if (order?.id !== reply.id) return;
    this.current = null;
    clearTimeout(order.limit);
    this.takeNext();
    if ('problem' in reply) order.failed(new Error(`typst: ${reply.problem}`));
    else order.done({ pdf: reply.pdf, conforms: reply.conforms });
  }

  private rest(): void {
    if (!this.child) return;
    this.child.unref();
    this.child.channel?.unref();
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.stop(), idleMs).unref();
  }

  private ended(child: ChildProcess): void {
    if (this.child !== child) return;
    this.child = null;
    const order = this.current;
    this.current = null;
    clearTimeout(order?.limit);
    order?.failed(new Unavailable('platform.pdf.failed'));
    this.takeNext();
  }
}
