import { z } from 'zod';
import { line, longText, many, orNull, recordId, requiredLine, requiredText } from '@samrad/platform/views';
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

/** Where a list comes from, and what for; both go into the log. */
const origin = { source: requiredLine(200), purpose: requiredText(2000) };

/** The form that confirms. */
export const confirmation = z.object({
  ...uploaded,
  ...choices,
  columns: columns.optional(),
  seen: z.string().optional(),
  ...origin,
});
export type Confirmation = z.infer<typeof confirmation>;

const missing = (field: string) => ({ path: [field], error: 'platform.invalid.missing' });

/** Fields beside the file in the API; a dry run leaves no trace and needs no reason. */
export const apiImport = z
  .object({
    ...choices,
    group: orNull(z.string().max(64)),
    dryRun: z.stringbool().default(false),
    skipErrors: z.stringbool().default(false),
    source: line(200).default(''),
    purpose: longText(2000).default(''),
  })
  .refine(({ dryRun, source }) => dryRun || source !== '', missing('source'))
  .refine(({ dryRun, purpose }) => dryRun || purpose !== '', missing('purpose'));

/** Column number → field, for every column; nothing when the columns are as recognised. */
export const correctionsOf = (columns: readonly string[] | undefined): Record<number, ImportField | null> =>
  Object.fromEntries((columns ?? []).map((field, column) => [column, field === '' ? null : (field as ImportField)]));
