import { z } from 'zod';
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
