// Cases that are asked over HTTP, both sides in turn.
import { duel, type Side } from '../load/duel.js';
import { rareWord } from '../scratch/words.js';
import type { Arena, Bench, Case, Result } from '../bench.types.js';
import { resultOf } from './result-of.js';
import { sameAnswers } from './same-answers.js';

interface HttpCase {
  name: string;
  floor: number;
  aim?: number;
  /** Every size, or 10,000 only. */
  everySize?: boolean;
  sides(arena: Arena): { bare: Side; ours: Side };
  /** Where the records are, for checking that both sides answer the same. */
  ids?(answer: never): string[];
}

const withToken = ({ world }: Arena) => ({ authorization: `Bearer ${world.apiToken}` });

const listing: HttpCase = {
  name: 'list',
  floor: 0.35,
  aim: 0.5,
  everySize: true,
  sides: (arena) => ({
    bare: { server: arena.bare, paths: ['/list/NO'] },
    ours: { server: arena.ours, paths: ['/api/v1/persons?state=NO&per=50'], headers: withToken(arena) },
  }),
  ids: ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id),
};

const record: HttpCase = {
  name: 'record',
  floor: 0.15,
  aim: 0.25,
  sides: (arena) => ({
    bare: { server: arena.bare, paths: arena.world.personIds.map((id) => `/one/${id}`) },
    ours: {
      server: arena.ours,
      paths: arena.world.personIds.map((id) => `/api/v1/persons/${id}`),
      headers: withToken(arena),
    },
  }),
  ids: (person: Record<'affiliations' | 'memberships', { id: string }[]> & { id: string; emails: string[] }) => [
    ...[person.id, ...person.emails],
    ...[...person.affiliations, ...person.memberships].map(({ id }) => id),
  ],
};

/** Paragraphs of documents, beside the database's own full text over the same paragraphs. */
const searching: HttpCase = {
  name: 'search',
  floor: 0.5,
  aim: 0.6,
  everySize: true,
  sides: (arena) => ({
    bare: { server: arena.bare, paths: [`/search/${rareWord}`] },
    ours: { server: arena.ours, paths: [`/api/v1/search?q=${rareWord}&limit=20`], headers: withToken(arena) },
  }),
  // Many texts are equally good: which of them come first is the database's choice.
  ids: ({ items }: { items: { recordId: string; snippet: string }[] }) =>
    items.map(({ snippet }) => String(snippet.includes(rareWord))),
};

async function runOne(bench: Bench, test: HttpCase, size: number): Promise<Result> {
  const sides = test.sides(await bench.arena(size));
  if (test.ids) await sameAnswers(sides, test.ids as (answer: object) => string[]);
  const measured = await duel(bench.generator, sides, bench.rounds);
  return resultOf(bench, `${test.name}, ${size.toLocaleString('en')} rows`, { ...measured, ...boundsOf(test) });
}

const boundsOf = ({ floor, aim }: HttpCase) => ({ floor, aim });

export const httpCases: Case[] = [listing, record, searching].map((test) => ({
  name: test.name,
  run: async (bench) => {
    const sizes = test.everySize ? bench.sizes : [bench.middle];
    const results: Result[] = [];
    for (const size of sizes) results.push(await runOne(bench, test, size));
    return results;
  },
}));
