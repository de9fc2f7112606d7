import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import { Unavailable } from '@samrad/platform/errors';
import type { PdfOptions } from '../pdf.js';

/** `locked`: opens with a password only. `broken`: not a PDF that can be read. */
export type Measured = { pages: number } | { fault: 'locked' | 'broken' };

export interface Joining extends PdfOptions {
  /** `Page {page} of {pages}`, printed at the top of every page; null: no numbers. */
  pattern: string | null;
  /** In order; each becomes a bookmark. */
  parts: { title: string; content: Uint8Array }[];
}

type Reply = { measured: Measured[] } | { pdf: Uint8Array } | { problem: string };

const program = fileURLToPath(new URL('./join-child.mjs', import.meta.url));
const limitMs = 60_000;
const megabytes = 1024;
const atOnce = 2;

/** Makes one PDF of several, each time in a process of its own. */
@Injectable()
export class PdfJoiner {
  private running = 0;

  /** How many pages each has, or why it cannot be joined. */
  async measure(contents: Uint8Array[]): Promise<Measured[]> {
    const reply = await this.ask({ measure: contents });
    return 'measured' in reply ? reply.measured : refused();
  }

  /** @throws Unavailable when it takes more than a minute or a gigabyte, or others are being made already */
  async join(joining: Joining): Promise<Buffer> {
    const reply = await this.ask({ join: joining });
    return 'pdf' in reply ? Buffer.from(reply.pdf.buffer, reply.pdf.byteOffset, reply.pdf.byteLength) : refused();
  }

  private async ask(order: object): Promise<Reply> {
    if (this.running >= atOnce) throw new Unavailable('platform.pdf.failed');
    this.running += 1;
    const child = fork(program, [], {
      env: {},
      execArgv: [`--max-old-space-size=${megabytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    try {
      return await replyOf(child, order);
    } finally {
      this.running -= 1;
      child.kill('SIGKILL');
    }
  }
}

const refused = (): never => {
  throw new Unavailable('platform.pdf.failed');
};

function replyOf(child: ChildProcess, order: object): Promise<Reply> {
  return new Promise((done, failed) => {
    const fail = () => failed(new Unavailable('platform.pdf.failed'));
    const limit = setTimeout(fail, limitMs);
    child.on('exit', () => (clearTimeout(limit), fail()));
    child.on('error', fail);
    child.on('message', (reply) => (clearTimeout(limit), done(reply as Reply)));
    child.send(order, (error) => error && fail());
  });
}
