import type { ChangeConflict, FieldChange } from '../import/import.types.js';
import type { RuledRow } from './ruled.types.js';

/** What the check said of a row. */
export interface Told {
  /** The record that it found. */
  targetId: string | null;
  changes: readonly FieldChange[];
  hasConflict: boolean;
}

/**
 * Whether a change of a record may be written: the check told just this one, so the field is as it was then.
 * @param told absent: the row is being checked
 */
export const isTold = (told: Told | undefined, targetId: string) => (change: FieldChange) =>
  !told || (told.targetId === targetId && told.changes.some((one) => isSame(one, change)));

const isSame = (one: FieldChange, other: FieldChange): boolean =>
  one.field === other.field && one.from === other.from && one.to === other.to;

export const late = (change: FieldChange): ChangeConflict => ({ ...change, isLate: true });

/** The check found a record, and the row finds none any more: it does not become a new one unseen. */
export const isGone = (told: Told | undefined): told is Told & { targetId: string } =>
  told !== undefined && told.targetId !== null;

/** Less is written of the row than the check told, or others changed what it is about. */
export const isOvertaken = ({ ruling, changes, conflicts }: RuledRow, told: Told | undefined): boolean =>
  ruling === 'unchanged' ||
  (ruling === 'changed' && (changes.length < (told?.changes.length ?? 0) || conflicts.some(({ isLate }) => isLate)));

/** Nothing of the row is left to write. */
export const goneRow = (row: Pick<RuledRow, 'place' | 'name' | 'problems'>, { targetId }: Told): RuledRow => ({
  ...row,
  ...{ ruling: 'unchanged', targetId, changes: [], conflicts: [], writing: null },
});
