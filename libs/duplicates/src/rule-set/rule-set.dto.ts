import { z } from 'zod';
import { editVersion, reason, requiredLine } from '@samrad/platform/views';
import { mostPoints, weights } from '../rule/rule-sets.rules.js';
import { nouns } from '../rule/rule.types.js';

const points = z.coerce
  .number('duplicates.ruleSet.invalid.points')
  .int('duplicates.ruleSet.invalid.points')
  .min(-mostPoints, 'duplicates.ruleSet.invalid.points')
  .max(mostPoints, 'duplicates.ruleSet.invalid.points');

const fields = z.object({
  noun: z.enum(nouns),
  name: requiredLine(80),
  /** Points from which a pair counts as alike. */
  threshold: z.coerce
    .number('duplicates.ruleSet.invalid.threshold')
    .int('duplicates.ruleSet.invalid.threshold')
    .min(1, 'duplicates.ruleSet.invalid.threshold')
    .max(3 * mostPoints, 'duplicates.ruleSet.invalid.threshold'),
  /** Sign → points; what is left out weighs as usual, 0 does not count. */
  weights: z.record(z.string(), points).default({}),
});

const knownSigns = ({ noun, weights: given }: z.infer<typeof fields>): boolean =>
  Object.keys(given).every((sign) => sign in weights[noun]);
const unknownSign = { path: ['weights'], message: 'duplicates.ruleSet.invalid.sign' };

export const ruleSetInput = fields.refine(knownSigns, unknownSign);
export type RuleSetInput = z.infer<typeof ruleSetInput>;

export const ruleSetChange = fields.extend({ why: reason(), version: editVersion() }).refine(knownSigns, unknownSign);
export type RuleSetChange = z.infer<typeof ruleSetChange>;

export const ruleSetEnd = z.object({ version: editVersion() });
export type RuleSetEnd = z.infer<typeof ruleSetEnd>;

/** A form has a field `weights.<sign>` for each sign. */
export function nested(body: unknown): unknown {
  const given = Object.entries((body ?? {}) as Record<string, unknown>);
  const isWeight = ([name]: [string, unknown]) => name.startsWith(prefix);
  const signs = given.filter(isWeight).map(([name, value]) => [name.slice(prefix.length), value]);
  const rest = given.filter((entry) => !isWeight(entry));
  const weighing = signs.length ? { weights: Object.fromEntries(signs) as Record<string, unknown> } : {};
  return { ...(Object.fromEntries(rest) as object), ...weighing };
}
export const prefix = 'weights.';

export const ruleSetForm = z.preprocess(nested, ruleSetInput);
export const ruleSetChangeForm = z.preprocess(nested, ruleSetChange);
