import { remainders, type Period } from '../rows/period.rules.js';

/** A row of one person in one group. */
export interface Term extends Period {
  id: string;
  role: string;
  /** Place of the role among all: the lowest weighs most. */
  rank: number;
  stateCode: string | null;
}

interface Part {
  term: Term;
  period: Period;
}

/**
 * The terms of two records of one person in one group, so that no day is had twice: of two different parts in the group
 * the one that weighs more has the days, of two alike the one that began later; the other keeps the days before and
 * after. Whose a term was makes no difference.
 * @returns what is left of each, by id, in order; nothing of one whose days all belong to another
 */
export function joinedTerms(terms: readonly Term[]): Map<string, Period[]> {
  const placed: Part[] = [];
  for (const part of onceEach(terms).sort(heavierFirst)) {
    placed.push(...without(part, placed));
  }
  return new Map(
    terms.map(({ id }) => [
      id,
      placed
        .filter(({ term }) => term.id === id)
        .map(periodOf)
        .sort(byStart),
    ]),
  );
}

/** Of the same part for the same State every day once, with the term that began first. */
function onceEach(terms: readonly Term[]): Part[] {
  const placed: Part[] = [];
  for (const term of [...terms].sort(earlierFirst)) {
    const alike = placed.filter((one) => one.term.role === term.role && one.term.stateCode === term.stateCode);
    placed.push(...without({ term, period: { from: term.from, to: term.to } }, alike));
  }
  return placed;
}

const without = ({ term, period }: Part, others: readonly Part[]): Part[] =>
  remainders(period, others.map(periodOf)).map((left) => ({ term, period: left }));

const periodOf = ({ period }: Part): Period => period;
const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
/** An open beginning is before all days, an open end after them. */
const byStart = (one: Period, other: Period): number => compare(one.from ?? '', other.from ?? '');
const byEnd = (one: Period, other: Period): number => compare(one.to ?? '~', other.to ?? '~');

const earlierFirst = (one: Term, other: Term): number =>
  byStart(one, other) || byEnd(other, one) || compare(one.id, other.id);

const heavierFirst = (one: Part, other: Part): number =>
  one.term.rank - other.term.rank ||
  byStart(other.period, one.period) ||
  compare(one.term.stateCode ?? '', other.term.stateCode ?? '') ||
  compare(one.term.id, other.term.id);
