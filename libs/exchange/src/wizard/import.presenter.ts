import type { Language } from '@samrad/platform/i18n';
import { formatDay } from '@samrad/platform/views';
import { fieldsOf, type ImportField, importFields, type Noun } from '../row/import-columns.rules.js';
import type { Problem } from '../row/import-row.rules.js';
import { visible } from '../row/import-text.rules.js';
import type { RegisterImport } from '../import/import.entity.js';
import type { FoundRow, ImportItem } from '../import/import.finder.js';
import type { ChangeConflict, Counts, FieldChange, ImportStatus, Ruling } from '../import/import.types.js';
import { rulings } from '../import/import.types.js';
import { shownValue, type Words } from './change-words.js';

export type { Words } from './change-words.js';

/** 0 → `A`, 27 → `AB`. */
export function columnLetter(column: number): string {
  if (column < 0) return '';
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetter(Math.floor(column / 26) - 1) + last;
}

const shortened = (text: string) => visible(text.length > 120 ? `${text.slice(0, 120)} …` : text);

/** Cards and records have no headings, but fields. */
export function headingsOf({ format }: Pick<RegisterImport, 'format'>, header: string[], { i18n, lang }: Words) {
  if (format === 'csv' || format === 'xlsx') return header.map(visible);
  const isField = (word: string): word is ImportField => (importFields as readonly string[]).includes(word);
  return header.map((word) => (isField(word) ? i18n.t(lang, `exchange.import.fields.${word}`) : visible(word)));
}

/** A problem as it is shown: where, what stood there, and why. */
export function problemView({ row, column, field, value, key, params, severity }: Problem, { i18n, lang }: Words) {
  const reason = i18n.t(lang, key, shownParams({ value, ...params }, lang));
  const told = { letter: columnLetter(column), value: shortened(value), reason };
  const name = column < 0 ? '' : i18n.t(lang, `exchange.import.fields.${field}`);
  const cell = value === '' ? 'cellBlank' : 'cell';
  return {
    ...{ row, column: name, ...told, severity, isError: severity === 'error' },
    /** All of it in one sentence or two. */
    text: name === '' ? reason : i18n.t(lang, `exchange.import.${cell}`, { column: name, ...told }),
  };
}

/** Why a row did not get in, each with its column and value. */
export const reasonsOf = ({ problems }: Pick<FoundRow, 'problems'>, words: Words): string[] =>
  problems.filter(({ severity }) => severity === 'error').map((problem) => problemView(problem, words).text);

/** Why less was left to write: the warning, and what the person or others have changed since. */
export function overtakenReasons({ problems, conflicts }: FoundRow, words: Words): string[] {
  const told = problems.filter(({ key }) => /\.overtaken(Partly)?$/.test(key));
  return [
    ...told.map((problem) => problemView(problem, words).text),
    ...conflicts.map((conflict) => conflictText(conflict, words)),
  ];
}

/** Why a row did not get in, or only in part. */
export const leftOutReasons = (row: FoundRow, words: Words): string[] =>
  row.outcome === 'overtaken' ? overtakenReasons(row, words) : reasonsOf(row, words);

function conflictText({ field, from, to, isLate }: ChangeConflict, words: Words): string {
  const params = { label: labelOf(field, words), ...shownChange({ field, from, to }, words) };
  const key = isLate ? 'late' : 'conflict';
  return words.i18n.t(words.lang, `exchange.import.${key}${from === null ? 'Emptied' : ''}`, params);
}

const shownChange = ({ field, from, to }: FieldChange, words: Words) => ({
  from: visible(shownValue(field, from, words) ?? ''),
  to: visible(shownValue(field, to, words) ?? ''),
});

const shownParams = ({ value, ...params }: Record<string, unknown>, lang: Language): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(params).map(([name, param]) => [name, shownParam(param, lang)])),
  value: visible(String(value)),
});

function shownParam(param: unknown, lang: Language): unknown {
  if (typeof param !== 'string') return param;
  return /^\d{4}-\d\d-\d\d$/.test(param) ? formatDay(param, lang) : visible(param);
}

const tags: Record<Ruling, { color: string; icon: string }> = {
  new: { color: 'success', icon: 'PlusCircle' },
  changed: { color: 'info', icon: 'PencilLine' },
  unchanged: { color: 'neutral', icon: 'CheckmarkCircle' },
  refused: { color: 'danger', icon: 'XMarkOctagon' },
  ambiguous: { color: 'warning', icon: 'ExclamationmarkTriangle' },
};

/** A row of the preview: the ruling first, then what the person should look at, then what came in. */
export function rowView(row: FoundRow, noun: Noun, words: Words) {
  const ruling = row.ruling ?? 'unchanged';
  const named = ({ field, from, to }: FieldChange) => ({
    label: labelOf(field, words),
    ...shownChange({ field, from, to }, words),
  });
  return {
    ...{ place: row.place, name: row.name ?? '', cells: row.cells.map(shortened) },
    ...{ ruling, ...tags[ruling], rulingKey: `exchange.ruling.${ruling}` },
    href: row.targetId === null ? null : `/${noun}s/${row.targetId}`,
    changes: row.changes.map(named),
    conflicts: row.conflicts.map((conflict) => conflictText(conflict, words)),
    problems: row.problems.map((problem) => problemView(problem, words)),
    isRefusedLate: row.outcome === 'refused',
  };
}

const own: Record<string, string> = {
  membership: 'exchange.import.fields.memberships',
  organisation: 'exchange.import.fields.organisation',
};
const labelOf = (field: string, { i18n, lang }: Words) => i18n.t(lang, own[field] ?? `network.field.${field}`);

export function kpisOf(counts: Counts, path: string, shown: string | undefined) {
  const tones = { new: 'success', changed: 'accent', refused: 'danger', ambiguous: 'warning' } as const;
  return (Object.keys(tones) as (keyof typeof tones)[]).map((ruling) => ({
    ...{ n: counts[ruling], tone: tones[ruling], key: `exchange.ruling.${ruling}` },
    ...{ href: `${path}?ruling=${ruling}`, current: shown === ruling },
  }));
}

export const rulingOptions = [...rulings, 'conflict', 'warning'].map((value) => ({
  value,
  key: `exchange.ruling.${value}`,
}));

const counted = { conflict: 'conflicts', warning: 'warnings' } as const;

export const totalsOf = (counts: Counts) =>
  [...rulings, 'conflict' as const, 'warning' as const].map((word) => ({
    key: `exchange.ruling.${word}`,
    n: counts[word === 'conflict' || word === 'warning' ? counted[word] : word],
  }));

/** The columns of a list with what each is taken for, and an example. */
export function columnsView(
  { columns, header, rows }: { columns: readonly (ImportField | null)[]; header: string[]; rows: string[][] },
  { i18n, lang }: Words,
) {
  return header.map((heading, at) => ({
    id: `column-${at}`,
    label: i18n.t(lang, 'exchange.import.column', {
      letter: columnLetter(at),
      heading: heading || i18n.t(lang, 'exchange.import.noHeading'),
    }),
    example: rows
      .map((cells) => visible(cells[at] ?? ''))
      .find((cell) => cell.trim() !== '')
      ?.slice(0, 60),
    value: columns[at] ?? '',
  }));
}

export const fieldOptions = (noun: Noun) =>
  fieldsOf(noun).map((value) => ({ value, key: `exchange.import.fields.${value}` }));

const steps = ['sheet', 'columns', 'values', 'preview'] as const;
export type Step = (typeof steps)[number];

/** The way through, so that every step can be gone back to. */
export const stepsView = (id: string, current: Step) =>
  steps.map((step) => ({
    ...{ href: `/imports/${id}/${step}`, key: `exchange.step.${step}`, isCurrent: step === current },
  }));

const colors: Record<ImportStatus, string> = {
  ...{ reading: 'neutral', draft: 'neutral', checking: 'info', checked: 'info', running: 'info' },
  ...{ done: 'success', cancelled: 'warning', failed: 'danger' },
};

export const itemView = (item: ImportItem) => ({
  ...item,
  color: colors[item.status],
  statusKey: `exchange.status.${item.status}`,
  nounKey: `exchange.noun.${item.noun}`,
});

export const progressView = ({ status, total, done, counts }: RegisterImport) => ({
  ...{ status, statusKey: `exchange.status.${status}`, total, done, counts, color: colors[status] },
  isUnderWay: status === 'checking' || status === 'running',
  percent: total ? Math.floor((done / total) * 100) : 0,
  rejected: counts.refused + counts.ambiguous,
});

export const remarksView = ({ remarks }: Pick<RegisterImport, 'remarks'>, { i18n, lang }: Words): string[] =>
  remarks.map(({ key, params }) => i18n.t(lang, `exchange.remark.${key}`, params));
