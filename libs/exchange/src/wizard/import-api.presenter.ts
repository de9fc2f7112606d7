import { z } from 'zod';
import { importFields, nouns } from '../row/import-columns.rules.js';
import type { RegisterImport } from '../import/import.entity.js';
import type { FoundRow } from '../import/import.finder.js';
import { noCounts, rulings } from '../import/import.types.js';
import { problemView, type Words } from './import.presenter.js';

const number = z.number();
const countsOut = z.object({
  ...{ new: number, changed: number, unchanged: number, refused: number, ambiguous: number },
  ...{ conflicts: number, warnings: number, written: number, overtaken: number },
});

export const importOut = z.object({
  id: z.string(),
  noun: z.enum(nouns),
  status: z.enum(['reading', 'draft', 'checking', 'checked', 'running', 'done', 'cancelled', 'failed']),
  name: z.string(),
  columns: z.array(z.enum(importFields).nullable()).describe('The field of each column from left to right'),
  total: number.describe('Rows to check, or to write once it is started'),
  done: number,
  counts: countsOut,
  version: number,
});
export type ImportOut = z.infer<typeof importOut>;

export const importOf = ({
  id,
  noun,
  status,
  filename,
  columns,
  total,
  done,
  counts,
  version,
}: RegisterImport): ImportOut => ({
  ...{ id, noun, status, name: filename, columns, total, done, counts: { ...noCounts(), ...counts }, version },
});

const change = z.object({ field: z.string(), from: z.string().nullable(), to: z.string() });
const rowOut = z.object({
  row: number,
  cells: z.array(z.string()),
  ruling: z.enum(rulings).nullable(),
  targetId: z.string().nullable(),
  changes: z.array(change),
  conflicts: z
    .array(change.extend({ isLate: z.boolean().describe('Changed after the check, by anybody') }))
    .describe(
      'The person changed these after the last list, or somebody did after the check: the register’s value stays',
    ),
  outcome: z.enum(['written', 'refused', 'overtaken']).nullable().describe('overtaken: not written, or only in part'),
  problems: z.array(
    z.object({
      row: number,
      column: z.string().describe('Letter of the column'),
      field: z.string(),
      value: z.string(),
      severity: z.enum(['error', 'warning']),
      code: z.string(),
      detail: z.string(),
    }),
  ),
});
export const rowList = z.object({ items: z.array(rowOut), page: number, per: number, more: z.boolean() });

export const rowOf = (row: FoundRow, words: Words): z.infer<typeof rowOut> => ({
  ...{ row: row.place, cells: row.cells, ruling: row.ruling, targetId: row.targetId },
  changes: row.changes,
  conflicts: row.conflicts.map((conflict) => ({ ...conflict, isLate: Boolean(conflict.isLate) })),
  outcome: row.outcome,
  problems: row.problems.map((problem) => {
    const { letter, reason } = problemView(problem, words);
    const { row: place, field, value, severity, key } = problem;
    return { row: place, column: letter, field, value, severity, code: key, detail: reason };
  }),
});
