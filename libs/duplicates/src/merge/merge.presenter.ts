import { z } from 'zod';
import { nouns } from '../rule/rule.types.js';
import type { MergeRow } from './merge.finder.js';
import type { Tally } from './merge.rules.js';

const counts = z.record(z.string(), z.number());

export const mergeOut = z.object({
  id: z.string(),
  noun: z.enum(nouns),
  keptId: z.string(),
  lostId: z.string(),
  moved: counts,
  setAside: counts,
  mergedAt: z.string(),
  undoUntil: z.string(),
  undoneAt: z.string().nullable(),
  version: z.number(),
});
export type MergeOut = z.infer<typeof mergeOut>;

export const mergeOf = ({ facts, ...row }: MergeRow): MergeOut => ({
  ...{ id: row.id, noun: row.noun, keptId: row.keptId, lostId: row.lostId, ...facts },
  ...{ mergedAt: row.mergedAt, undoUntil: row.undoUntil, undoneAt: row.undoneAt, version: row.version },
});

/** Word → count, as lines of a list. */
const lines = (of: Record<string, number>) =>
  Object.entries(of).map(([word, count]) => ({ key: `duplicates.holds.${word}`, count }));

export const tallyView = ({ moved, setAside }: Tally) => ({ moved: lines(moved), setAside: lines(setAside) });

/** @param now instant; a merge can be undone until its time is over */
export const mergeView = (row: MergeRow, now: string) => ({
  ...row,
  ...tallyView(row.facts),
  href: `${row.noun === 'person' ? '/persons' : '/organisations'}/${row.keptId}`,
  canUndo: !row.undoneAt && !row.isForgotten && row.undoUntil > now,
});
