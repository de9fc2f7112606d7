import { Worker } from 'node:worker_threads';
import { Unavailable } from '@samrad/platform/errors';

/** What the thread answers. */
export interface Typeset {
  pdf: Uint8Array;
  /** Whether the file conforms to PDF/UA-1; false when a letter has no glyph in any font. */
  accessible: boolean;
}

interface Order {
  done: (typeset: Typeset) => void;
  failed: (error: Error) => void;
  limit: NodeJS.Timeout;
}

type Reply = { id: number } & (Typeset | { problem: string });

const idleMs = 60_000;

/** One thread that typesets orders in turn; it starts with the first order and ends a minute after the last. */
export class TypstThread {
  private worker: Worker | null = null;
  private idle: NodeJS.Timeout | undefined;
  private readonly orders = new Map<number, Order>();
  private next = 0;

  constructor(
    private readonly workerData: { binary: string; fontFolders: string[] },
    private readonly limitMs = 30_000,
  ) {}

  /**
   * @param files their names and contents: `main.typ`, and what it imports or reads
   * @throws Unavailable when it takes longer than the limit or the thread ends; Error when typst refuses the template
   */
  typeset(files: Record<string, string>): Promise<Typeset> {
    clearTimeout(this.idle);
    const worker = this.started();
    const id = this.next++;
    return new Promise((done, failed) => {
      const limit = setTimeout(() => void this.stop(), this.limitMs);
      this.orders.set(id, { done, failed, limit });
      worker.ref();
      worker.postMessage({ id, files });
    });
  }

  /** Ends the thread; what it had not finished is refused. */
  async stop(): Promise<void> {
    clearTimeout(this.idle);
    await this.worker?.terminate();
  }

  private started(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(new URL('./typst-worker.mjs', import.meta.url), { workerData: this.workerData });
    worker.on('message', (reply: Reply) => this.answer(reply));
    worker.on('error', () => this.ended(worker));
    worker.on('exit', () => this.ended(worker));
    this.worker = worker;
    return worker;
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
    this.worker?.unref();
    this.idle = setTimeout(() => void this.stop(), idleMs).unref();
  }

  private ended(worker: Worker): void {
    if (this.worker !== worker) return;
    this.worker = null;
    for (const order of this.orders.values()) {
      clearTimeout(order.limit);
      order.failed(new Unavailable('platform.pdf.failed'));
    }
    this.orders.clear();
  }
}
