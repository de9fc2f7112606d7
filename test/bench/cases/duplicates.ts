// Looking for duplicates among ten times as many persons: at most so many times the work.
import { start } from '../load/processes.js';
import { newPlace } from '../scratch/place.js';
import type { Bench, Case } from '../bench.types.js';

async function secondsFor({ dialect, homes }: Bench, count: number): Promise<number> {
  const place = await newPlace(dialect, `duplicates${count}`, homes);
  const child = start('work/duplicates-ours', place.settings);
  await child.heard();
  const { seconds } = await child.ask<{ seconds: number; found: number }>({ count });
  await child.stop();
  return seconds;
}

export const duplicatesCase: Case = {
  name: 'duplicates',
  run: async (bench) => {
    const [few, many] = [await secondsFor(bench, 10_000), await secondsFor(bench, 100_000)];
    const name = 'duplicates: scan of 100,000 beside 10,000';
    const told = { bare: `${few.toFixed(1)} s`, ours: `${many.toFixed(1)} s` };
    return [{ database: bench.dialect, name, ...told, ratio: many / few, floor: 15, isCost: true }];
  },
};
