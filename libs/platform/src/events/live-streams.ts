import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ServerResponse } from 'node:http';
import { Signals } from './signals.js';

/** What a page wants to be told of. */
export interface Topic {
  subjectId: string;
  /** Kinds of events that count. */
  kinds: readonly string[];
  /** The name under which the browser hears of them. */
  event: string;
  /** Whether the reader is still signed in and may still see the record: asked before anything is told. */
  mayGoOn: () => Promise<boolean>;
}

/** After that the browser connects again. */
const longestMinutes = 30;
const heartbeat = ': still here\n\n';

/** Open pages that are told that something happened: a named event without any content (HTML standard, 9.2). */
@Injectable()
export class LiveStreams implements OnModuleDestroy {
  /** How long a stream may outlast the right to it, at most. */
  heartbeatSeconds = 25;
  private readonly open = new Set<ServerResponse>();

  constructor(private readonly signals: Signals) {}

  /** Answers with a stream that ends with its reader's rights. The caller has asked whether they may begin. */
  start(reply: FastifyReply, topic: Topic): void {
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    stream.write(': open\n\n');
    this.open.add(stream);
    this.follow(stream, topic);
  }

  /** Streams would keep the server from closing. */
  onModuleDestroy(): void {
    for (const stream of this.open) stream.end();
  }

  private follow(stream: ServerResponse, { subjectId, kinds, event, mayGoOn }: Topic): void {
    const tell = teller(stream, mayGoOn);
    // An event without data is not delivered (HTML standard, 9.2.6), so it carries a sign that means nothing.
    const end = this.signals.listen(subjectId, (kind) => {
      if (kinds.includes(kind)) tell(`event: ${event}\ndata: 1\n\n`);
    });
    const beat = setInterval(() => tell(heartbeat), this.heartbeatSeconds * 1000);
    const limit = setTimeout(() => stream.end(), longestMinutes * 60_000);
    beat.unref();
    limit.unref();
    stream.once('close', () => {
      end();
      clearInterval(beat);
      clearTimeout(limit);
      this.open.delete(stream);
    });
  }
}

/**
 * Writes each text once the reader's rights were asked anew, and ends the stream when they are gone or cannot be asked.
 * What comes while they are being asked waits, and the same text is written once.
 */
function teller(stream: ServerResponse, mayGoOn: () => Promise<boolean>): (text: string) => void {
  const waiting = new Set<string>();
  let isAsking = false;
  const tellAll = async () => {
    while (waiting.size && !stream.writableEnded) {
      const texts = [...waiting].join('');
      waiting.clear();
      const may = await mayGoOn().catch(() => false);
      if (!may) stream.end();
      else if (!stream.writableEnded) stream.write(texts);
    }
  };
  return (text) => {
    waiting.add(text);
    if (isAsking) return;
    isAsking = true;
    void tellAll().finally(() => (isAsking = false));
  };
}
