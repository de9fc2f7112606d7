// Action items of twenty thousand actions that ask thirty States each, beside hand-written SQL over the same rows; and the
// first page beside that of a tenth of them.
import { openArena } from '../arena.js';
import type { Arena, Bench, Case, Result } from '../bench.types.js';
import { duel, type Side } from '../load/duel.js';
import { comparePages } from './page.js';
import { resultOf } from './result-of.js';
import { sameAnswers } from './same-answers.js';

const [few, many] = [2000, 20_000];
const page = '/actions';

interface Asked {
  name: string;
  /** Of the yardstick, of the product. */
  paths: [string, string];
  /** What both sides must say alike. */
  said(answer: never): string[];
}

const list: Asked = {
  name: 'list',
  paths: ['/open-actions', '/api/v1/actions?status=open&per=50'],
  said: ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id),
};
const figures: Asked = {
  name: 'figures',
  paths: ['/summary', '/api/v1/actions/summary'],
  said: ({ states, ...kpis }: { states: { code: string; open: number; overdue: number }[] }) => [
    JSON.stringify(kpis),
    ...states.map(({ code, open, overdue }) => `${code} ${open} ${overdue}`),
  ],
};

async function beside(bench: Bench, { world, bare, ours }: Arena, { name, paths, said }: Asked): Promise<Result> {
  const headers = { authorization: `Bearer ${world.apiToken}` };
  const sides = { bare: { server: bare, paths: [paths[0]] }, ours: { server: ours, paths: [paths[1]], headers } };
  await sameAnswers(sides, said as (answer: object) => string[]);
  const measured = await duel(bench.generator, sides, bench.rounds);
  return resultOf(bench, `overview of 20,000 × 30: ${name}`, { ...measured, floor: 0.3 });
}

/** How much more the first page costs with ten times the actions. */
async function growth(bench: Bench, small: Arena, large: Arena): Promise<Result> {
  const side = ({ ours, world }: Arena): Side => ({
    server: ours,
    paths: [page],
    headers: { cookie: world.sessionCookie },
  });
  const { bare, ours, ratio, effort } = await duel(
    bench.generator,
    { bare: side(small), ours: side(large) },
    bench.rounds,
  );
  const cost = (rate: number) => `${(1000 / rate).toFixed(2)} ms`;
  const name = 'overview page: cost at 20,000 beside 2,000';
  const line = { database: bench.dialect, name, bare: cost(bare), ours: cost(ours) };
  return { ...line, ratio: 1 / ratio, effort: 1 / effort, floor: 1.5, aim: 1.1, isCost: true };
}

export const overviewCase: Case = {
  name: 'overview',
  run: async (bench) => {
    const open = (actions: number) => openArena(bench.dialect, 1000, { ...bench.homes, actions });
    const [small, large] = [await open(few), await open(many)];
    const results = [await beside(bench, large, list), await beside(bench, large, figures)];
    const pages = await comparePages(bench, page, large);
    results.push(resultOf(bench, 'overview of 20,000 × 30: page (HTML)', { ...pages, floor: 0.3 }));
    return [...results, await growth(bench, small, large)];
  },
};
