import { z } from 'zod';
import { nouns } from '../rule/rule.types.js';
import type { PairRow } from './pair.finder.js';
import { reasonView } from './reason.presenter.js';
import { pairStatuses, type DuplicateScan } from './scan.entity.js';

const side = z.object({ id: z.string(), name: z.string(), stateCode: z.string().nullable() });

export const pairOut = z.object({
  id: z.string(),
  noun: z.enum(nouns),
  left: side,
  right: side,
  score: z.number(),
  reasons: z.array(z.object({ sign: z.string(), weight: z.number() })),
  status: z.enum(pairStatuses),
  version: z.number(),
});
export type PairOut = z.infer<typeof pairOut>;
export const pairList = z.object({ items: z.array(pairOut), page: z.number(), per: z.number(), more: z.boolean() });

export const pairOf = (row: PairRow): PairOut => ({
  ...{ id: row.id, noun: row.noun, score: row.score, status: row.status, version: row.version },
  left: { id: row.leftId, name: row.leftName, stateCode: row.leftState },
  right: { id: row.rightId, name: row.rightName, stateCode: row.rightState },
  reasons: row.reasons.map(({ sign, weight }) => ({ sign, weight })),
});

export const scanOut = z.object({
  id: z.string(),
  noun: z.enum(nouns),
  /** One that comes with the product, or `own`. */
  ruleSet: z.string(),
  ruleSetId: z.string().nullable(),
  isTrial: z.boolean(),
  status: z.enum(['running', 'done', 'failed']),
  total: z.number(),
  done: z.number(),
  found: z.number(),
});
export type ScanOut = z.infer<typeof scanOut>;
export const scanOf = ({ id, noun, ruleSet, ruleSetId, isTrial, ...scan }: DuplicateScan): ScanOut => ({
  ...{ id, noun, ruleSet, ruleSetId, isTrial: Boolean(isTrial) },
  ...{ status: scan.status, total: scan.total, done: scan.done, found: scan.found },
});

/** A row of the list. */
export const pairView = (row: PairRow) => {
  const path = row.noun === 'person' ? '/persons' : '/organisations';
  return {
    ...row,
    reasons: row.reasons.map((reason) => reasonView(row.noun, reason)),
    leftHref: `${path}/${row.leftId}`,
    rightHref: `${path}/${row.rightId}`,
    merge: `/duplicates/merge?noun=${row.noun}&keep=${row.leftId}&join=${row.rightId}`,
    isOpen: row.status === 'open',
    isDistinct: row.status === 'distinct',
  };
};

/** How far a scan is, in words and per cent. */
export const scanView = (scan: DuplicateScan | undefined) =>
  scan && {
    ...scan,
    isRunning: scan.status === 'running',
    percent: scan.total ? Math.round((100 * scan.done) / scan.total) : 0,
  };
