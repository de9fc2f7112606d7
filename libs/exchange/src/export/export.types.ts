import type { ImportField } from '../row/import-columns.rules.js';

export const exportFormats = ['xlsx', 'csv', 'vcard', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A record as it goes out: only fields that the reader may see are there at all. Lists are parted by `; `. */
export interface ExportedRecord {
  id: string;
  fields: Partial<Record<ImportField, string | null>>;
  /** Since when the person is no longer in the network; for the eye, not for the way back. */
  leftOn?: string | null;
}

export interface ExportedRecords {
  /** In the order of the columns. */
  fields: readonly ImportField[];
  records: ExportedRecord[];
}
