import type { ImportedPerson, JudgedRow } from '../row/import.rules.js';
import type { Findings, Ruling } from '../import/import.types.js';
import type { KnownPerson } from './known.types.js';
import type { PersonFields } from './differences.rules.js';
import type { Places } from './places.rules.js';
import type { OrganisationInput } from './organisation-row.rules.js';

/** A row that can be written, and what is to be written. */
export type Writing =
  | { kind: 'newPerson'; person: ImportedPerson; places: Places }
  | { kind: 'person'; before: KnownPerson; fields: PersonFields | null; person: ImportedPerson; places: Places }
  | { kind: 'newOrganisation'; organisation: OrganisationInput }
  | { kind: 'organisation'; id: string; version: number; organisation: OrganisationInput };

export interface RuledRow extends Findings {
  place: number;
  ruling: Ruling;
  targetId: string | null;
  writing: Writing | null;
}

export const refusedRow = (judged: Pick<JudgedRow, 'row' | 'problems'>, isAmbiguous: boolean): RuledRow => ({
  place: judged.row,
  ruling: isAmbiguous ? 'ambiguous' : 'refused',
  targetId: null,
  writing: null,
  problems: judged.problems,
  changes: [],
  conflicts: [],
});
