import { z } from 'zod';
import type { I18n, Language } from '@samrad/platform/i18n';
import type { ImportCounts } from './rules/import-plan.rules.js';
import type { Problem } from './rules/import.rules.js';
import { importFields } from './rules/import-columns.rules.js';
import type { Judgement } from './import-judge.js';

/** `0` → `A`, `27` → `AB`: as a spreadsheet program names the column. */
export function columnLetter(column: number): string {
  if (column < 0) return '';
  return columnLetter(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26));
}

export interface Words {
  i18n: I18n;
  lang: Language;
}

/** A problem as a reader sees it. */
export function problemView({ row, column, field, value, key, params, severity }: Problem, { i18n, lang }: Words) {
  return {
    row,
    letter: columnLetter(column),
    column: i18n.t(lang, `network.import.fields.${field}`),
    value: value.length > 120 ? `${value.slice(0, 120)} …` : value,
    reason: i18n.t(lang, key, { value, ...params }),
    severity,
    isError: severity === 'error',
  };
}

/** The columns of the file with what each is taken for, and what else it could be. */
export function columnsView({ sheet, mapping }: Judgement, { i18n, lang }: Words) {
  return sheet.header.map((heading, column) => ({
    id: `column-${column}`,
    label: i18n.t(lang, 'network.import.column', {
      letter: columnLetter(column),
      heading: heading || i18n.t(lang, 'network.import.noHeading'),
    }),
    example: sheet.rows
      .map(({ cells }) => cells[column] ?? '')
      .find((cell) => cell.trim() !== '')
      ?.slice(0, 60),
    value: mapping[column] ?? '',
  }));
}

export const fieldOptions = importFields.map((value) => ({ value, key: `network.import.fields.${value}` }));

const shown = ['create', 'update', 'skip', 'refused', 'organisations', 'memberships'] as const;

/** The counts as label and number. */
export const countsView = (counts: ImportCounts) =>
  shown.map((word) => ({ key: `network.import.count.${word}`, n: counts[word] }));

const number = z.number();
export const importOut = z.object({
  written: z.boolean(),
  id: z.string().nullable().describe('Of the import; null when nothing was written'),
  counts: z.object({
    ...{ rows: number, create: number, update: number, skip: number, refused: number },
    ...{ organisations: number, memberships: number, errors: number, warnings: number },
  }),
  columns: z.array(z.string().nullable()).describe('The field of each column from left to right'),
  faults: z.array(z.string()).describe('What the columns lack'),
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
export type ImportOut = z.infer<typeof importOut>;

/** A judgement as the API and the command line give it. */
export function importOf({ plan, mapping, faults, problems }: Judgement, id: string | null, words: Words): ImportOut {
  return {
    written: id !== null,
    id,
    counts: plan.counts,
    columns: [...mapping],
    faults: faults.map((fault) => faultText(fault, words)),
    problems: problems.map((problem) => {
      const { letter, reason } = problemView(problem, words);
      const { row, field, value, severity, key } = problem;
      return { row, column: letter, field, value, severity, code: key, detail: reason };
    }),
  };
}

export const faultText = ({ key, field }: { key: string; field?: string }, { i18n, lang }: Words): string =>
  i18n.t(lang, key, { label: field ? i18n.t(lang, `network.import.fields.${field}`) : '' });
