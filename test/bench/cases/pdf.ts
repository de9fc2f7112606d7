// Minutes of four and of two hundred pages as PDF, beside the typesetting library alone with ready markup.
import { median } from '../load/duel.js';
import { start, type Child } from '../load/processes.js';
import type { Case, Result } from '../bench.types.js';

const lengths = [
  { pages: 4, items: 5, rounds: 41 },
  { pages: 200, items: 378, rounds: 3 },
];

interface Turn {
  seconds: number;
  pages: number;
}

export const pdfCase: Case = {
  name: 'pdf',
  run: async ({ dialect }) => {
    const sides = { bare: start('work/pdf-bare'), ours: start('work/pdf-ours') };
    const results: Result[] = [];
    for (const { pages, items, rounds } of lengths) {
      const turns: { bare: Turn; ours: Turn }[] = [];
      // The first one starts the typesetter and reads the fonts: it does not count.
      for (let run = 0; run <= rounds; run += 1) turns.push(await inTurn(sides, items, run));
      const counted = turns.slice(1);
      const [bare, ours] = (['bare', 'ours'] as const).map((side) => median(counted.map((turn) => turn[side].seconds)));
      const ratio = median(counted.map((turn) => turn.ours.seconds / turn.bare.seconds));
      const name = `PDF of ${turns[0]!.ours.pages} pages (${pages} wanted, bare ${turns[0]!.bare.pages})`;
      results.push({
        database: dialect,
        name,
        ...{ bare: ms(bare!), ours: ms(ours!), ratio, floor: 1.5, isCost: true },
      });
    }
    await Promise.all([sides.bare.stop(), sides.ours.stop()]);
    return results;
  },
};

/** Who is first changes, so that what disturbs the machine disturbs both. */
async function inTurn({ bare, ours }: Record<'bare' | 'ours', Child>, items: number, run: number) {
  const order = { items, run: run + items * 1000 };
  if (run % 2) return { ours: await ours.ask<Turn>(order), bare: await bare.ask<Turn>(order) };
  return { bare: await bare.ask<Turn>(order), ours: await ours.ask<Turn>(order) };
}

const ms = (seconds: number): string => `${(seconds * 1000).toFixed(0)} ms`;
