import { describe, expect, it } from '@jest/globals';
import { addDays } from '@samrad/platform/pure';
import { chance } from '../../../../../test/support/every-table.js';
import { joinedTerms, type Term } from './term.rules.js';

const roles = ['chair', 'member', 'alternate', 'secretariat', 'observer'];

/** `chair NO 2026-01-01..2026-12-31`, with or without days. */
function term(text: string): Term {
  const [role, stateCode, days] = text.split(' ') as [string, string, string];
  const [from, to] = days.split('..').map((day) => day || null);
  return { id: text, role, rank: roles.indexOf(role), stateCode, from: from ?? null, to: to ?? null };
}
const left = (texts: readonly string[]) =>
  Object.fromEntries(
    [...joinedTerms(texts.map(term))].map(([id, parts]) => [
      id,
      parts.map(({ from, to }) => `${from ?? ''}..${to ?? ''}`),
    ]),
  );

it.each<[string, Record<string, string[]>]>([
  [
    'a chair is chair on all days, and was a member before',
    {
      'member NO 2026-01-01..2026-12-31': ['2026-01-01..2026-05-31'],
      'chair NO 2026-06-01..2027-06-30': ['2026-06-01..2027-06-30'],
    },
  ],
  [
    'a member stays one before and after having been chair',
    {
      'member NO 2024-05-01..': ['2024-05-01..2024-12-31', '2026-01-01..'],
      'chair NO 2025-01-01..2025-12-31': ['2025-01-01..2025-12-31'],
    },
  ],
  [
    'an observer of one year becomes no observer for ever, and a member loses no day',
    { 'observer NO 2024-01-01..2024-12-31': ['2024-01-01..2024-04-30'], 'member NO 2024-05-01..': ['2024-05-01..'] },
  ],
  [
    'the same part has its days once',
    {
      'member NO 2023-06-01..2025-06-30': ['2023-06-01..2025-06-30'],
      'member NO 2024-01-01..2024-12-31': [],
    },
  ],
  [
    'a term goes on from where the one before it ended',
    {
      'member NO 2024-01-01..2025-06-30': ['2024-01-01..2025-06-30'],
      'member NO 2025-01-01..2026-12-31': ['2025-07-01..2026-12-31'],
    },
  ],
  [
    'for two States the later choice counts',
    { 'member NO 2024-01-01..': ['2024-01-01..2025-12-31'], 'member SE 2026-01-01..': ['2026-01-01..'] },
  ],
  [
    'terms that share no day stay as they are',
    { 'member NO ..2024-12-31': ['..2024-12-31'], 'member NO 2025-01-01..': ['2025-01-01..'] },
  ],
])('%s', (_, expected) => {
  const texts = Object.keys(expected);
  expect(left(texts)).toEqual(expected);
  expect(left([...texts].reverse())).toEqual(expected);
});

describe('of any terms of one person in one group', () => {
  const first = '2026-01-01';
  const day = (at: number) => addDays(first, at);
  const some = (random: () => number) =>
    Array.from({ length: 1 + Math.floor(random() * 5) }, (_, at): Term => {
      const role = roles[Math.floor(random() * roles.length)]!;
      const [start, end] = [Math.floor(random() * 30), Math.floor(random() * 30)].sort((a, b) => a - b);
      const from = random() < 0.2 ? null : day(start!);
      const to = random() < 0.2 ? null : day(end!);
      const stateCode = random() < 0.7 ? 'NO' : 'SE';
      return { id: `t${at}`, role, rank: roles.indexOf(role), stateCode, from, to };
    });
  const has = (one: { from: string | null; to: string | null }, at: string) =>
    (one.from === null || one.from <= at) && (one.to === null || one.to >= at);

  it.each(Array.from({ length: 60 }, (_, seed) => seed))(
    'every day is had once, in the part that weighs most, whichever record comes first (%i)',
    (seed) => {
      const terms = some(chance(seed));
      const after = joinedTerms(terms);
      for (let at = -3; at < 34; at += 1) {
        const today = terms.filter((one) => has(one, day(at)));
        const now = terms.filter(({ id }) => after.get(id)!.some((part) => has(part, day(at))));
        expect(now.length).toBe(Math.min(1, today.length));
        expect(now.map(({ rank }) => rank)).toEqual(today.length ? [Math.min(...today.map(({ rank }) => rank))] : []);
      }
      expect(Object.fromEntries(joinedTerms([...terms].reverse()))).toEqual(Object.fromEntries(after));
    },
  );
});
