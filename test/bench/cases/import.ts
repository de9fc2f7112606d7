// Ten thousand members from a spreadsheet, beside prepared inserts of the same rows.
import { mediansOf, type Duel } from '../load/duel.js';
import { start } from '../load/processes.js';
import { newPlace } from '../scratch/place.js';
import type { Case } from '../bench.types.js';
import { resultOf } from './result-of.js';

const count = 10_000;

export const importCase: Case = {
  name: 'import',
  run: async ({ dialect, homes }) => {
    const place = await newPlace(dialect, 'import', homes);
    const ours = start('work/import-ours', place.settings);
    await ours.heard();
    const bare = start('work/import-bare', { PLACE: JSON.stringify(place) });
    const rate = async (child: typeof ours, run: number) => {
      const { seconds, counts } = await child.ask<{ seconds: number; counts?: string }>({ count, run });
      if (counts && (JSON.parse(counts) as { create: number }).create !== count) throw new Error(counts);
      return count / seconds;
    };
    const results: Duel[] = [];
    for (let run = 0; run < 3; run += 1) {
      const measured = { ours: await rate(ours, run), bare: await rate(bare, run) };
      results.push({ ...measured, ratio: measured.ours / measured.bare, effort: 0 });
    }
    await Promise.all([bare.stop(), ours.stop()]);
    const medians = mediansOf(results);
    return [resultOf({ dialect }, 'import of 10,000 members', { ...medians, floor: 0.05, aim: 0.1 })];
  },
};
