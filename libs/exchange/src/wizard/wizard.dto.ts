import { z } from 'zod';
import {
  checkbox,
  editVersion,
  line,
  many,
  orNull,
  paging,
  recordId,
  requiredLine,
  requiredText,
} from '@samrad/platform/views';
import { importFields, nouns } from '../row/import-columns.rules.js';
import { nameManners } from '../row/import-names.rules.js';
import { rulings } from '../import/import.types.js';

export const uploadFields = z.object({ noun: z.enum(nouns).default('person') });

/** Blank: as proposed. */
export const sheetInput = z.object({
  sheet: orNull(line(200)),
  headerRow: orNull(z.coerce.number().int().min(0).max(2_000_000)),
  delimiter: z.preprocess(
    (value) => (value === '' ? undefined : value === 'tab' ? '\t' : value),
    z.enum([';', ',', '\t', '|']).optional(),
  ),
});

const choices = {
  match: z.enum(['email', 'externalKey', 'organisationNumber', 'organisation']),
  groupId: orNull(recordId()),
  whenKnown: z.enum(['update', 'complete', 'skip']).default('update'),
  selfChanged: z.enum(['keep', 'overwrite']).default('keep'),
  names: z.enum(nameManners).optional().describe('How names are taken; as found best for the list when absent'),
  newOrganisations: z.enum(['create', 'refuse']).default('create'),
};
const columns = many(z.enum(['', ...importFields]));

export const columnsInput = z.object({
  ...choices,
  columns,
  saveAs: orNull(line(100)),
});
export type ColumnsInput = z.infer<typeof columnsInput>;

/** `field|key` of each unknown value, and what it means beside it: `=` as it is, blank to leave it out. */
export const valuesInput = z.object({
  words: many(z.string().max(400)),
  meanings: many(z.string().max(200)),
});

export const startInput = z.object({
  source: requiredLine(200),
  purpose: requiredText(2000),
  seen: checkbox(),
  version: editVersion(),
});

export const rowQuery = z.object({
  ruling: z
    .enum([...rulings, 'conflict', 'warning'])
    .optional()
    .catch(undefined),
});

/** Of the API's list. */
export const apiRowQuery = z.object({ ...paging, ruling: z.enum([...rulings, 'conflict', 'warning']).optional() });
export type ApiRowQuery = z.infer<typeof apiRowQuery>;

/** Of the API: rows come afterwards, or a file with it. */
export const apiCreate = z.object({
  noun: z.enum(nouns).default('person'),
  name: line(200).default('API'),
  fields: many(z.enum(importFields)),
});

export const apiRows = z.object({
  rows: z
    .array(z.array(z.string().max(5000)).max(200))
    .min(1)
    .max(1000),
});
export type ApiRows = z.infer<typeof apiRows>;

export const apiFinalise = z.object({
  ...choices,
  match: choices.match.optional(),
  columns: z
    .array(z.enum(importFields).nullable())
    .max(200)
    .optional()
    .describe('The field of each column; as recognised when absent'),
  values: z
    .record(z.string().max(40), z.record(z.string().max(400), z.string().max(200)))
    .default({})
    .describe('Field → word in the file → what it means; blank: left out'),
});
export type ApiFinalise = z.infer<typeof apiFinalise>;

export const apiStart = z.object({ source: requiredLine(200), purpose: requiredText(2000), version: editVersion() });
export type ApiStart = z.infer<typeof apiStart>;
