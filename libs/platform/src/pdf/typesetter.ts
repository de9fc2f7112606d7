import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Unavailable } from '@samrad/platform/errors';

/** A file that was set. */
export interface Typeset {
  pdf: Uint8Array;
  /** Whether it conforms to PDF/UA-1; false when a letter has no glyph in any font. */
  accessible: boolean;
}

interface Order {
  done: (typeset: Typeset) => void;
  failed: (error: Error) => void;
  limit: NodeJS.Timeout;
}

type Reply = { id: number } & (Typeset | { problem: string });

const program = fileURLToPath(new URL('./typst-child.mjs', import.meta.url));
const idleMs = 60_000;

/** A child of this process that typesets orders in turn: it starts with the first order and ends a minute after the last. */
export class Typesetter {
  private child: ChildProcess | null = null;
  private idle: NodeJS.Timeout | undefined;
  private readonly orders = new Map<number, Order>();
  private next = 0;

  constructor(
    private readonly tools: { binary: string; fontFolders: string[] },
    private readonly limitMs = 30_000,
  ) {}

  /**
   * @param files their names and contents: `main.typ`, and what it imports or reads
   * @throws Unavailable when the child ends or takes longer than the limit, in milliseconds; Error when typst refuses
   *   the template
   */
  typeset(files: Record<string, string>): Promise<Typeset> {
    clearTimeout(this.idle);
    const child = this.started();
    const id = this.next++;
    return new Promise((done, failed) => {
      const limit = setTimeout(() => this.stop(), this.limitMs);
      this.orders.set(id, { done, failed, limit });
      child.ref();
      child.channel?.ref();
      child.send({ id, files }, (error) => error && this.ended(child));
    });
  }

  /** Ends the child at once; what it had not finished is refused. */
  stop(): void {
    clearTimeout(this.idle);
    if (!this.child) return;
    this.child.kill('SIGKILL');
    this.ended(this.child);
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
    const order = this.orders.get(reply.id);
    this.orders.delete(reply.id);
    clearTimeout(order?.limit);
    if (this.orders.size === 0) this.rest();
    if ('problem' in reply) order?.failed(new Error(`typst: ${reply.problem}`));
    else order?.done({ pdf: reply.pdf, accessible: reply.accessible });
  }

  private rest(): void {
    this.child?.unref();
    this.child?.channel?.unref();
    this.idle = setTimeout(() => this.stop(), idleMs).unref();
  }

  private ended(child: ChildProcess): void {
    if (this.child !== child) return;
    this.child = null;
    for (const order of this.orders.values()) {
      clearTimeout(order.limit);
      order.failed(new Unavailable('platform.pdf.failed'));
    }
    this.orders.clear();
  }
}
