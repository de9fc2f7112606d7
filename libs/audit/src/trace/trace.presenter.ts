import type { CsvColumn } from '@samrad/platform/files';
import type { I18n, Language } from '@samrad/platform/i18n';
import type { TraceRow } from './trace.dto.js';
import { filters } from './trace.rules.js';

const tags = {
  read: { color: 'neutral', icon: 'Eye' },
  export: { color: 'warning', icon: 'Download' },
  import: { color: 'info', icon: 'Upload' },
} as const;

/** A word of the log's details with what was chosen there, e.g. a topic. */
interface Fact {
  key: string;
  value?: string;
}

/** A row of the page. */
export const traceView = (row: TraceRow) => ({
  ...row,
  isCounted: row.amount !== null,
  facts: factsOf(row.detail ?? {}),
  ...tags[row.kind],
  kindKey: `audit.kind.${row.kind}`,
  whatKey: `audit.what.${row.what}`,
  isImport: row.kind === 'import',
});

/** Which list, in which form, narrowed by what. Files of a package are in what is taken out. */
export function factsOf({ list, format, filter }: Record<string, unknown>): Fact[] {
  const { outsideEea, ...rest } = (filter ?? {}) as Record<string, unknown>;
  const chosen = Object.entries(rest).filter(([name]) => filters.some((known) => known === name));
  return [
    ...(typeof list === 'string' ? [{ key: `audit.list.${list}` }] : []),
    ...chosen.map(([name, value]) => ({ key: `audit.filter.${name}`, value: [value].flat().join(', ') })),
    ...(typeof format === 'string' ? [{ key: 'audit.column.format', value: format.toUpperCase() }] : []),
    ...(outsideEea ? [{ key: 'audit.outsideEea' }] : []),
  ];
}

/** The log as a table for spreadsheets. */
export function traceColumns(i18n: I18n, lang: Language): CsvColumn<TraceRow>[] {
  const column = (head: string, value: CsvColumn<TraceRow>['value']) => ({
    head: i18n.t(lang, `audit.column.${head}`),
    value,
  });
  return [
    column('at', ({ at }) => at),
    column('who', ({ actorName }) => actorName),
    column('kind', ({ kind }) => i18n.t(lang, `audit.kind.${kind}`)),
    column('what', ({ what }) => i18n.t(lang, `audit.what.${what}`)),
    column('record', ({ subject }) => subject),
    column('amount', ({ amount }) => amount),
    column('receiver', ({ receiver }) => receiver),
    column('purpose', ({ purpose }) => purpose),
    column('detail', ({ detail }) => detail && JSON.stringify(detail)),
  ];
}
