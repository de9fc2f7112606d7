import { z } from 'zod';
import { nouns } from '../rule/rule.types.js';
import type { MergeRow } from './merge.finder.js';
import type { Tally } from './merge.rules.js';
import type { Period } from './rows/period.rules.js';
import type { AudienceChange } from './shown/joined-audiences.js';
import { isChanged, type TermChange } from './terms/joined-terms.js';

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

const period = z.object({ from: z.string().nullable(), to: z.string().nullable() });
/** What a merge would do. */
export const previewOut = z.object({
  moved: counts,
  setAside: counts,
  terms: z.array(
    z.object({
      group: z.string(),
      role: z.string(),
      stateCode: z.string().nullable(),
      isLost: z.boolean(),
      before: period,
      after: z.array(period),
    }),
  ),
  shown: z.array(z.object({ field: z.string(), kept: z.string(), lost: z.string(), after: z.string() })),
});

export const previewOf = (tally: Tally, terms: readonly TermChange[], shown: readonly AudienceChange[]) => ({
  ...tally,
  terms: terms.map(({ groupId: _, ...term }) => term),
  shown: [...shown],
});

/** A term as it is and as it becomes. @param today a day */
export const termView = (term: TermChange, today: string) => {
  const timed = (one: Period) => ({ ...one, isAhead: one.from !== null && one.from > today });
  return {
    ...{ group: term.group, stateCode: term.stateCode, roleKey: `network.membership.role.${term.role}` },
    ...{ ofKey: `duplicates.merge.${term.isLost ? 'lost' : 'kept'}`, isSame: !isChanged(term) },
    ...{ before: timed(term.before), after: term.after.map(timed) },
  };
};

/** The two are shown to different people. */
export const isChosenApart = ({ kept, lost }: AudienceChange): boolean => kept !== lost;

export const shownView = ({ field, kept, lost, after }: AudienceChange) => {
  const key = (audience: string) => `network.person.audience.${audience}`;
  return { key: `network.field.shown_${field}`, kept: key(kept), lost: key(lost), after: key(after) };
};

/** @param now instant; a merge can be undone until its time is over */
export const mergeView = (row: MergeRow, now: string) => ({
  ...row,
  ...tallyView(row.facts),
  href: `${row.noun === 'person' ? '/persons' : '/organisations'}/${row.keptId}`,
  canUndo: !row.undoneAt && !row.isForgotten && row.undoUntil > now,
});
