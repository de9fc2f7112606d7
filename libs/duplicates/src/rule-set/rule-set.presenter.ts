import { z } from 'zod';
import { changesOf } from '@samrad/network';
import type { EventRow } from '@samrad/platform/events';
import { thresholds, weights } from '../rule/rule-sets.rules.js';
import { nouns, type Noun } from '../rule/rule.types.js';
import { prefix } from './rule-set.dto.js';
import type { RuleSetRow, Trial } from './rule-set.finder.js';

export const ruleSetOut = z.object({
  id: z.string(),
  noun: z.enum(nouns),
  name: z.string(),
  threshold: z.number(),
  weights: z.record(z.string(), z.number()),
  version: z.number(),
});
export type RuleSetOut = z.infer<typeof ruleSetOut>;

export const ruleSetOf = ({ id, noun, name, threshold, weights: points, version }: RuleSetRow): RuleSetOut => ({
  ...{ id, noun, name, threshold, weights: points, version },
});

/** Signs of a kind, with what they weigh; those that speak for one record first. */
export const signsOf = (noun: Noun, points: Readonly<Record<string, number>> = weights[noun]) =>
  Object.keys(weights[noun]).map((sign) => ({
    ...{ name: `${prefix}${sign}`, key: `duplicates.sign.${noun}.${sign}`, weight: points[sign] ?? 0 },
  }));

/** A rule set in the list. @param trial how many pairs there were by it */
export const ruleSetView = (row: RuleSetRow, trial: Trial | undefined) => ({
  ...{ id: row.id, noun: row.noun, name: row.name, threshold: row.threshold, nounKey: `duplicates.noun.${row.noun}` },
  ...{ changedBy: row.changedBy, changedAt: row.changedAt },
  trial: trial && { ...trial, isRunning: trial.status === 'running', isDone: trial.status === 'done' },
});

/** What a form starts from: the usual, or what the set has. */
export const valuesOf = (noun: Noun, row?: RuleSetRow): Record<string, unknown> => ({
  ...{ noun, name: row?.name ?? '', threshold: row?.threshold ?? thresholds.usual, version: row?.version },
  ...Object.fromEntries(signsOf(noun, row?.weights).map(({ name, weight }) => [name, weight])),
});

interface Values {
  name: string;
  threshold: number;
  weights?: Record<string, number>;
}

/** An event with each sign as a field of its own. */
export function withChanges(event: EventRow): EventRow {
  const { before, after } = event.data as { before?: Values; after?: Values };
  if (!before || !after) return event;
  const flat = ({ weights: points, ...rest }: Values) => ({ ...rest, ...prefixed(points ?? {}) });
  return { ...event, data: { name: after.name, ...event.data, ...changesOf(flat(before), flat(after)) } };
}

const prefixed = (points: Record<string, number>) =>
  Object.fromEntries(Object.entries(points).map(([sign, value]) => [`${prefix}${sign}`, value]));

/** Locale key of what a change is about. Signs of both kinds have the same names where they mean the same. */
export function labelOf(field: string): string {
  if (!field.startsWith(prefix)) return `duplicates.ruleSet.${field}`;
  const sign = field.slice(prefix.length);
  return `duplicates.sign.${nouns.find((noun) => sign in weights[noun])}.${sign}`;
}
