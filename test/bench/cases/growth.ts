// What a list and a search cost with ten times the rows: the product on both databases, loaded in turn.
import { duel, type Side } from '../load/duel.js';
import { rareWord } from '../scratch/words.js';
import type { Arena, Case, Result } from '../bench.types.js';

const asked = { list: '/api/v1/persons?state=NO&per=50', search: `/api/v1/search?q=${rareWord}&limit=20` };

const side = (arena: Arena, path: string): Side => ({
  server: arena.ours,
  paths: [path],
  headers: { authorization: `Bearer ${arena.world.apiToken}` },
});

export const growth: Case = {
  name: 'growth',
  run: async (bench) => {
    const [small, large] = bench.sizes.slice(-2) as [number, number];
    const [few, many] = [await bench.arena(small), await bench.arena(large)];
    const results: Result[] = [];
    for (const [name, path] of Object.entries(asked)) {
      const sides = { bare: side(few, path), ours: side(many, path) };
      const { bare, ours, ratio, effort } = await duel(bench.generator, sides, bench.rounds);
      const cost = (rate: number) => `${(1000 / rate).toFixed(2)} ms`;
      const title = `${name}: cost at ${large.toLocaleString('en')} beside ${small.toLocaleString('en')}`;
      const line = { database: bench.dialect, name: title, bare: cost(bare), ours: cost(ours) };
      results.push({ ...line, ratio: 1 / ratio, effort: 1 / effort, floor: 1.5, isCost: true });
    }
    return results;
  },
};
