// Experts by all filters among 100,000 persons, without and with a word.
import { duel } from '../load/duel.js';
import { nameAt } from '../scratch/words.js';
import type { Arena, Bench, Case, Result } from '../bench.types.js';
import { resultOf } from './result-of.js';
import { sameAnswers } from './same-answers.js';

const persons = 100_000;
const filter = {
  ...{ country: 'AF', state: 'NO', topic: 'good_practices_coherence' },
  ...{ language: 'fr', method: 'policy_analysis', type: 'ngo' },
};
/** The given name of one of those whom all filters fit. */
const word = nameAt(60 * 13 + 5).toLowerCase();

function sidesOf({ bare, ours, world }: Arena, q: string | null) {
  const all = q ? { ...filter, q } : filter;
  const path = encodeURIComponent(Object.values(all).join(','));
  return {
    bare: { server: bare, paths: [`/experts/${path}`] },
    ours: {
      server: ours,
      paths: [`/api/v1/persons?${new URLSearchParams({ ...all, per: '50' })}`],
      headers: { authorization: `Bearer ${world.apiToken}` },
    },
  };
}

const idsOf = (answer: object) => (answer as { items: { id: string }[] }).items.map(({ id }) => id);

async function measured(bench: Bench, arena: Arena, q: string | null): Promise<Result> {
  const sides = sidesOf(arena, q);
  await sameAnswers(sides, idsOf);
  const duelled = await duel(bench.generator, sides, bench.rounds);
  const name = `directory by all filters${q ? ' and a word' : ''}, ${persons.toLocaleString('en')} persons`;
  return resultOf(bench, name, { ...duelled, floor: 0.35 });
}

export const expertsCase: Case = {
  name: 'experts',
  run: async (bench) => {
    const arena = await bench.arena(persons);
    return [await measured(bench, arena, null), await measured(bench, arena, word)];
  },
};
