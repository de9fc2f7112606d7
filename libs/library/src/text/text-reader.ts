import { Worker } from 'node:worker_threads';
import type { TextFault } from './text.rules.js';

/** A paragraph as it stands in the file. */
export interface ReadPassage {
  /** Page or slide; null where the file has none. */
  page: number | null;
  text: string;
}

export type TextRead = { passages: ReadPassage[] } | { problem: TextFault };

export interface ReadingLimits {
  /** After that the thread is ended. */
  milliseconds: number;
  /** Memory of the thread. */
  megabytes: number;
  /** XML unpacked from an office file. */
  mostBytes: number;
  mostPages: number;
  /** What is beyond is left out. */
  mostLetters: number;
  mostPassages: number;
}

export const readingLimits: ReadingLimits = {
  milliseconds: 60_000,
  megabytes: 512,
  mostBytes: 150_000_000,
  mostPages: 2_000,
  mostLetters: 5_000_000,
  mostPassages: 20_000,
};

const thread = new URL('./text-thread.mjs', import.meta.url);

/** What a file says, read in a thread of its own. Never throws for what is in the file. */
export function readText(content: Buffer, mediaType: string, limits: ReadingLimits = readingLimits): Promise<TextRead> {
  const worker = new Worker(thread, {
    workerData: { content: new Uint8Array(content), mediaType, limits },
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: 64 },
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  return new Promise((resolve) => {
    const end = (result: TextRead) => {
      clearTimeout(tooLong);
      void worker.terminate();
      resolve(result);
    };
    const tooLong = setTimeout(() => end({ problem: 'tooSlow' }), limits.milliseconds);
    worker.once('message', (result: TextRead) => end(result));
    worker.once('error', (error: { code?: string }) =>
      end({ problem: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'tooMuch' : 'damaged' }),
    );
    worker.once('exit', () => end({ problem: 'damaged' }));
  });
}
