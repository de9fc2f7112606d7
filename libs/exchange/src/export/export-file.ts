import { Injectable } from '@nestjs/common';
import { stateName } from '@samrad/network';
import { type CsvColumn, toCsv, toXlsx, xlsxType } from '@samrad/platform/files';
import { I18n, type Language } from '@samrad/platform/i18n';
import { inert, inertInWorkbook } from '../format/inert.rules.js';
import { type Card, cardText } from '../format/vcard.rules.js';
import { affiliationsIn } from '../row/affiliation-text.rules.js';
import type { ImportField, Noun } from '../row/import-columns.rules.js';
import type { ExportedRecord, ExportedRecords, ExportFormat } from './export.types.js';

export interface FileOut {
  content: string | Buffer;
  ending: string;
  type: string;
}

interface Written {
  noun: Noun;
  lang: Language;
}

const listed: ReadonlySet<ImportField> = new Set([
  ...(['email', 'languages', 'topics', 'countries', 'methods', 'memberships'] as const),
]);

/** Records as a file that the import takes in again. */
@Injectable()
export class ExportFile {
  constructor(private readonly i18n: I18n) {}

  make(records: ExportedRecords, format: ExportFormat, { noun, lang }: Written): FileOut {
    if (format === 'json') return { content: jsonOf(records, noun), ending: 'json', type: 'application/json' };
    if (format === 'vcard')
      return { content: cardsOf(records, noun), ending: 'vcf', type: 'text/vcard; charset=utf-8' };
    const isCsv = format === 'csv';
    const columns = this.columns(records, lang, isCsv ? inert : inertInWorkbook);
    if (isCsv) {
      return { content: toCsv(columns, records.records, lang), ending: 'csv', type: 'text/csv; charset=utf-8' };
    }
    const title = this.i18n.t(lang, `exchange.noun.${noun}`);
    return { content: toXlsx(title, columns, records.records), ending: 'xlsx', type: xlsxType };
  }

  /** Headings in the reader's language; the import recognises them. */
  private columns({ fields, records }: ExportedRecords, lang: Language, tame: (text: string) => string) {
    const head = (word: string) => this.i18n.t(lang, `exchange.csv.${word}`);
    const column = (word: string, value: (record: ExportedRecord) => string | null | undefined) => ({
      head: head(word),
      value: (record: ExportedRecord) => tame(value(record) ?? ''),
    });
    const columns: CsvColumn<ExportedRecord>[] = fields.map((field) =>
      column(field, (record) => shown(record, field, lang)),
    );
    if (records.some(({ leftOn }) => leftOn)) columns.push(column('leftOn', ({ leftOn }) => leftOn));
    return columns;
  }
}

const shown = ({ fields }: ExportedRecord, field: ImportField, lang: Language): string | null => {
  const value = fields[field] ?? null;
  return field === 'state' && value !== null ? stateName(value, lang) : value;
};

function jsonOf({ fields, records }: ExportedRecords, noun: Noun): string {
  const items = records.map((record) => ({
    id: record.id,
    ...Object.fromEntries(fields.map((field) => [field, jsonValue(field, record.fields[field] ?? null)])),
  }));
  return `${JSON.stringify({ what: `${noun}s`, version: 1, items }, null, 1)}\n`;
}

function jsonValue(field: ImportField, value: string | null) {
  if (field === 'affiliations') return affiliationsIn(value ?? '');
  return listed.has(field) ? (value?.split('; ') ?? []) : value;
}

const cardsOf = ({ records }: ExportedRecords, noun: Noun): string =>
  records
    .map(({ id, fields }) => cardText(withoutBlanks(fields), { uid: id, isOrganisation: noun === 'organisation' }))
    .join('');

const withoutBlanks = (fields: ExportedRecord['fields']): Card =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== '')) as Card;
