import { z } from 'zod';
import { many, orNull, recordId } from '@samrad/platform/views';
import { importFields, type ImportField } from './rules/import-columns.rules.js';

/** What was decided about a file, besides its columns. */
const choices = {
  /** Group of rows that name none; null for no membership then. */
  group: orNull(recordId()),
  /** What becomes of persons who are in the register already. */
  whenKnown: z.enum(['update', 'skip']).catch('update').default('update'),
};

/** Which stored file is meant, and the proof that this reader uploaded it. */
const uploaded = {
  file: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(200),
  proof: z.string().min(1).max(100),
};

/** Meaning of each column from left to right, blank where it is left out; empty: as recognised. */
const columns = many(z.enum(['', ...importFields]));

/** The fields beside the file. */
export const uploadFields = z.object({ group: choices.group });

/** The address of the check page. */
export const checkQuery = z.object({
  ...uploaded,
  ...choices,
  columns: columns.optional(),
  show: z.enum(['error', 'warning']).optional().catch(undefined),
});
export type CheckQuery = z.infer<typeof checkQuery>;

/** The form that confirms. */
export const confirmation = z.object({
  ...uploaded,
  ...choices,
  columns: columns.optional(),
  seen: z.string().optional(),
});
export type Confirmation = z.infer<typeof confirmation>;

/** Fields beside the file in the API. */
export const apiImport = z.object({
  ...choices,
  group: orNull(z.string().max(64)),
  dryRun: z.stringbool().default(false),
  skipErrors: z.stringbool().default(false),
});

/** Column number → field, for every column; nothing when the columns are as recognised. */
export const correctionsOf = (columns: readonly string[] | undefined): Record<number, ImportField | null> =>
  Object.fromEntries((columns ?? []).map((field, column) => [column, field === '' ? null : (field as ImportField)]));
