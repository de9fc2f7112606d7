import type { CsvColumn } from '@samrad/platform/files';
import type { I18n, Language } from '@samrad/platform/i18n';
import type { TraceRow } from './trace.dto.js';

const tags = {
  read: { color: 'neutral', icon: 'Eye' },
  export: { color: 'warning', icon: 'Download' },
  import: { color: 'info', icon: 'Upload' },
} as const;

/** A row of the page. */
export const traceView = (row: TraceRow) => ({
  ...row,
  ...tags[row.kind],
  kindKey: `audit.kind.${row.kind}`,
  whatKey: `audit.what.${row.what}`,
  isImport: row.kind === 'import',
});

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
