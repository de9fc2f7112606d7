// Start until ready, and memory at rest, beside an empty application of the same framework.
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { median } from '../load/duel.js';
import { start, type Child } from '../load/processes.js';
import type { Case, Result } from '../bench.types.js';

interface State {
  seconds: number;
  /** Proportional share, so that what processes share counts once. */
  megabytes: number;
}

const times = 3;
/** Seconds of rest before the memory is read. */
const rest = 2;

export const restCase: Case = {
  name: 'rest',
  run: async (bench) => {
    const { world } = await bench.arena(bench.sizes[0]!);
    const empty = () => observe('yardstick/empty', { PLACE: JSON.stringify(world.place) });
    const product = () => observe('yardstick/product', { ...world.place.settings, HOST: '127.0.0.1', PORT: '0' });
    const [bare, ours]: [State[], State[]] = [[], []];
    for (let time = 0; time < times; time += 1) {
      bare.push(await empty());
      ours.push(await product());
    }
    const middle = (states: State[], key: keyof State) => median(states.map((state) => state[key]));
    const line = (name: string, key: keyof State, unit: string): Result => {
      const [few, many] = [middle(bare, key), middle(ours, key)];
      const ratio = median(ours.map((state, at) => state[key] / bare[at]![key]));
      const shown = (value: number) => `${key === 'seconds' ? value.toFixed(2) : Math.round(value)} ${unit}`;
      return { database: bench.dialect, name, bare: shown(few), ours: shown(many), ratio, aim: 2, isCost: true };
    };
    return [line('start until ready', 'seconds', 's'), line('memory at rest', 'megabytes', 'MB')];
  },
};

async function observe(program: string, env: Record<string, string>): Promise<State> {
  const began = performance.now();
  const child = start(program, env, ['--enable-source-maps']);
  await child.saying(/is ready: (\S+)/);
  const seconds = (performance.now() - began) / 1000;
  await wait(rest * 1000);
  const megabytes = memoryOf(child);
  await child.stop();
  return { seconds, megabytes };
}

/** Linux only: elsewhere 0, and the ratio says nothing. */
function memoryOf({ pid }: Child): number {
  try {
    const kilobytes = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}
