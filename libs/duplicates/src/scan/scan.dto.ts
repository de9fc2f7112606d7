import { z } from 'zod';
import { choice } from '@samrad/network';
import { checkbox, editVersion, paging, recordId } from '@samrad/platform/views';
import { ruleSetNames } from '../rule/rule-sets.rules.js';
import { nouns } from '../rule/rule.types.js';

export const scanInput = z.object({
  noun: z.enum(nouns),
  /** One that comes with the product, or the id of one's own. */
  ruleSet: z.union([z.enum(ruleSetNames), recordId()]).default('usual'),
  /** Only count: the list of pairs stays as it is. */
  isTrial: checkbox().default(false),
});
export type ScanInput = z.infer<typeof scanInput>;

/** What the list of pairs is narrowed by; pairs to be looked at when nothing is said. */
export const pairFilter = z.object({
  noun: choice(z.enum(nouns)),
  status: choice(z.enum(['open', 'distinct'])),
  /** A State that one of the two stands for. */
  state: choice(z.string().max(2)),
});
export type PairFilter = z.infer<typeof pairFilter>;

export const pairQuery = pairFilter.extend({ ...paging });
export type PairQuery = z.infer<typeof pairQuery>;

/** What somebody says of a pair; `open` takes it back. */
export const verdictInput = z.object({ status: z.enum(['open', 'distinct']), version: editVersion() });
export type VerdictInput = z.infer<typeof verdictInput>;
