// The worker as it is delivered, in a process of its own that can be killed.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from '../support/product.js';

export interface Worker {
  /** SIGKILL: no chance to finish anything. */
  kill(): void;
  /** Resolves when it says that it is ready. */
  ready: Promise<void>;
  /** Resolves when the process is gone. */
  ended: Promise<void>;
  output(): string;
}

const root = join(import.meta.dirname, '..', '..');

/** @param settings its environment variables. @param before modules that it loads first */
export function startWorker(settings: Record<string, string>, before: readonly string[] = []): Worker {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(
    process.execPath,
    [...before.map((path) => `--import=${path}`), join(root, build(), 'apps/worker/src/main.js')],
    {
      cwd: root,
      env: { PATH, HOME, TMPDIR, NODE_ENV: 'production', LOG_LEVEL: 'info', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let text = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve) => {
    const hear = (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('The worker is ready')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(resolve);
  });
  return { kill: () => void child.kill('SIGKILL'), ready, ended, output: () => text };
}
