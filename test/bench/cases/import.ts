// Lists of members, beside prepared inserts of the same rows; ten times as many must cost ten times as much, no more.
import { mediansOf, type Duel } from '../load/duel.js';
import { start } from '../load/processes.js';
import { newPlace } from '../scratch/place.js';
import type { Bench, Case } from '../bench.types.js';
import { resultOf } from './result-of.js';

interface Taken {
  seconds: number;
  counts?: { new: number; written: number };
  megabytes?: number;
}

interface Measured extends Duel {
  megabytes: number;
}

/** Megabytes of heap: Node takes more when it may, and needs no more. */
const heap = '--max-old-space-size=190';

/** Each size begins with an empty register. */
async function measured({ dialect, homes }: Bench, count: number, runs: number): Promise<Measured[]> {
  const place = await newPlace(dialect, `import${count}`, homes);
  const ours = start('work/import-ours', place.settings, [heap]);
  await ours.heard();
  const first = await ours.ask<Taken>({ count: 500, run: 90 });
  if (first.counts?.written !== 500) throw new Error(JSON.stringify(first));
  const bare = start('work/import-bare', { PLACE: JSON.stringify(place) });
  const results: Measured[] = [];
  for (let run = 0; run < runs; run += 1) {
    const taken = await ours.ask<Taken>({ count, run });
    if (taken.counts?.written !== count) throw new Error(JSON.stringify(taken));
    const rates = { ours: count / taken.seconds, bare: count / (await bare.ask<Taken>({ count, run })).seconds };
    results.push({ ...rates, ratio: rates.ours / rates.bare, effort: 0, megabytes: taken.megabytes ?? 0 });
  }
  await Promise.all([bare.stop(), ours.stop()]);
  return results;
}

export const importCase: Case = {
  name: 'import',
  run: async (bench) => {
    const [few, many] = bench.sizes.slice(-2) as [number, number];
    const [small, large] = [await measured(bench, few, 3), await measured(bench, many, 1)];
    const [less, more] = [few, many].map((size) => size.toLocaleString('en')) as [string, string];
    const { dialect } = bench;
    const [a, b] = [mediansOf(small), mediansOf(large)];
    const perRow = a.ours / b.ours;
    const most = Math.max(...large.map(({ megabytes }) => megabytes));
    const speed = (duel: Duel) => `${Math.round(duel.ours)}/s`;
    return [
      resultOf({ dialect }, `import of ${less} members`, { ...a, floor: 0.05, aim: 0.1 }),
      resultOf({ dialect }, `import of ${more} members`, { ...b, floor: 0.05, aim: 0.1 }),
      {
        ...{ database: dialect, name: `import: a row of ${more} beside one of ${less}` },
        ...{ bare: speed(a), ours: speed(b), ratio: perRow, floor: 1.15, isCost: true },
      },
      {
        ...{ database: dialect, name: `import: memory for ${more} members` },
        ...{ bare: '300 MB', ours: `${most} MB`, ratio: most / 300, floor: 1, isCost: true },
      },
    ];
  },
};
