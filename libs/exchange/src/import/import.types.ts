import type { NameManner } from '../row/import-names.rules.js';
import type { Problem } from '../row/import-row.rules.js';

export type ImportStatus = 'reading' | 'draft' | 'checking' | 'checked' | 'running' | 'done' | 'cancelled' | 'failed';

export const rulings = ['new', 'changed', 'unchanged', 'refused', 'ambiguous'] as const;
/** What becomes of a row. */
export type Ruling = (typeof rulings)[number];

export const matchKeys = {
  person: ['email', 'externalKey'],
  organisation: ['organisationNumber', 'externalKey', 'organisation'],
} as const;
export type MatchKey = 'email' | 'externalKey' | 'organisationNumber' | 'organisation';

/** What a person decided about a list. */
export interface Choices {
  /** How a row finds its record. */
  match: MatchKey;
  /** Group of rows that name none. */
  groupId: string | null;
  /** Records that are in the register already. */
  whenKnown: 'update' | 'complete' | 'skip';
  /** Fields that the person changed after the list came in last. */
  selfChanged: 'keep' | 'overwrite';
  /** How names are taken. */
  names: NameManner;
  /** Organisations of persons that the register does not have. */
  newOrganisations: 'create' | 'refuse';
  /** Field → `wordKey` of an unknown value → what it means; blank: leave it out. */
  values: Record<string, Record<string, string>>;
}

export interface Counts {
  new: number;
  changed: number;
  unchanged: number;
  refused: number;
  ambiguous: number;
  conflicts: number;
  warnings: number;
  /** Rows that have been written, whole or in part. */
  written: number;
  /** Rows of which less was written than the check had told: the register was changed in between. */
  overtaken: number;
}

export const noCounts = (): Counts => ({
  ...{ new: 0, changed: 0, unchanged: 0, refused: 0, ambiguous: 0 },
  ...{ conflicts: 0, warnings: 0, written: 0, overtaken: 0 },
});

/** A field of a record that the row would change. */
export interface FieldChange {
  field: string;
  from: string | null;
  to: string;
}

/** A change that is told and not made, because somebody else was there before. */
export interface ChangeConflict extends FieldChange {
  /** Somebody changed it after the rows were checked; else it was the person, after the list came in last. */
  isLate?: true;
}

export interface Findings {
  /** As the record is called. */
  name?: string;
  problems: Problem[];
  changes: FieldChange[];
  conflicts: ChangeConflict[];
}

/** How a file was read: a locale key `exchange.remark.*` with its variables. */
export interface Remark {
  key: string;
  params?: Record<string, string | number>;
}

export const firstChoices = (noun: 'person' | 'organisation'): Choices => ({
  match: noun === 'person' ? 'email' : 'organisationNumber',
  groupId: null,
  whenKnown: 'update',
  selfChanged: 'keep',
  names: 'keep',
  newOrganisations: 'create',
  values: {},
});
