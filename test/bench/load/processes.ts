// Child processes of the bench. Each one ends when the bench ends, whatever the reason: it watches the channel to it.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const here = join(import.meta.dirname, '..');
const running = new Set<ChildProcess>();

export interface Child {
  readonly pid: number;
  /** Sends a message and waits for the answer. */
  ask<A>(message: object): Promise<A>;
  /** The next message that comes without being asked for. */
  heard<A>(): Promise<A>;
  /** Waits for a text on standard output. @returns its first group */
  saying(pattern: RegExp): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a program of this folder, e.g. `load/generator`. @param env its whole environment beside PATH */
export function start(program: string, env: Record<string, string> = {}, execArgv: string[] = []): Child {
  const child = fork(join(here, `${program}.js`), {
    env: { PATH: process.env.PATH ?? '', ...env },
    execArgv,
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const texts: string[] = [];
  child.stdout!.on('data', (text: Buffer) => texts.push(text.toString()));
  const heard = <A>() => nextMessage<A>(child, () => `${program} ended:\n${texts.join('')}`);
  return {
    pid: child.pid!,
    heard,
    ask: (message) => {
      child.send(message);
      return heard();
    },
    saying: (pattern) => saying(child, texts, pattern),
    stop: () => stop(child),
  };
}

async function nextMessage<A>(child: ChildProcess, lastWords: () => string): Promise<A> {
  const listening = new AbortController();
  const { signal } = listening;
  const ended = once(child, 'exit', { signal }).then(() => Promise.reject(new Error(lastWords())));
  ended.catch(() => undefined);
  try {
    const [answer] = (await Promise.race([once(child, 'message', { signal }), ended])) as [A];
    return answer;
  } finally {
    listening.abort();
  }
}

function saying(child: ChildProcess, texts: string[], pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const match = pattern.exec(texts.join(''));
      if (match) resolve(match[1] ?? '');
    };
    child.stdout!.on('data', look);
    child.once('exit', (code) => reject(new Error(`The process ended (${code}):\n${texts.join('')}`)));
    look();
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 3_000);
  await ended;
  clearTimeout(patience);
}

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

/** Stops every process that is still running. */
export const stopAll = async (): Promise<void> => {
  await Promise.all([...running].map(stop));
};
