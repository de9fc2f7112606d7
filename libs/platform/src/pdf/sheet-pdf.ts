import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { Clock } from '../clock/index.js';
import { Conflict } from '../errors/index.js';
import type { CsvColumn, CsvValue } from '../files/index.js';
import { I18n, intlTag, type Language } from '../i18n/index.js';
import { formatDay } from '../views/index.js';
import { Pdf } from './pdf.js';

/** A table of a paper. Make it with `tableOf`. */
export interface PaperTable {
  /** Heading above the table; null: none. */
  title: string | null;
  heads: string[];
  cells: CsvValue[][];
}

/** What a paper of tables says. */
export interface Paper {
  title: string;
  subtitle?: string | null;
  /** Label and value, under the title. */
  facts?: { label: string; value: string }[];
  tables: PaperTable[];
}

/** The same columns as the CSV file and the workbook. */
export const tableOf = <Row>(
  title: string | null,
  columns: readonly CsvColumn<Row>[],
  rows: readonly Row[],
): PaperTable => ({
  title,
  heads: columns.map(({ head }) => head),
  cells: rows.map((row) => columns.map(({ value }) => value(row))),
});

/** What `views/sheet.typ` reads. */
export interface SheetPdf {
  publisher: string;
  subtitle: string | null;
  made: string;
  footer: string;
  /** `Page {page} of {pages}`. */
  pages: string;
  empty: string;
  /** Landscape. */
  wide: boolean;
  facts: { label: string; value: string }[];
  parts: { title: string | null; columns: PdfColumn[]; rows: string[][] }[];
}

interface PdfColumn {
  head: string;
  number: boolean;
  /** Of the width that numbers leave. */
  share: number;
}

/** More rows are for a spreadsheet: on paper nobody reads forty pages of a list. */
export const mostOnPaper = 1000;
const narrow = 6;

/** Lists and figures as a paper to print or send: tagged PDF, in the reader's language. */
@Injectable()
export class SheetPdfs {
  constructor(
    private readonly pdfs: Pdf,
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly i18n: I18n,
  ) {}

  /** Whether PDFs can be made here. */
  get isAvailable(): boolean {
    return this.pdfs.available;
  }

  /** @throws Conflict for more rows than fit a paper; Unavailable where no PDF can be made */
  render(language: Language, paper: Paper): Promise<Buffer> {
    const { title, subtitle = null, facts = [], tables } = paper;
    if (tables.some(({ cells }) => cells.length > mostOnPaper)) throw new Conflict('platform.pdf.tooManyRows');
    const data: SheetPdf = {
      publisher: this.env.ownerName(language),
      subtitle,
      made: formatDay(this.clock.today(), language),
      footer: title,
      pages: this.i18n.t(language, 'platform.pdf.page', { page: '{page}', pages: '{pages}' }),
      empty: this.i18n.t(language, 'platform.list.emptyTitle'),
      wide: tables.some(({ heads }) => heads.length > narrow),
      facts,
      parts: tables.map((table) => partOf(table, language)),
    };
    return this.pdfs.render('platform/pdf/sheet', data, { language, title });
  }
}

function partOf({ title, heads, cells }: PaperTable, language: Language): SheetPdf['parts'][0] {
  const columns = heads.map((head, at) =>
    columnOf(
      head,
      cells.map((row) => row[at]),
    ),
  );
  return { title, columns, rows: cells.map((row) => row.map((value) => written(value, language))) };
}

/** A column whose values are all short texts gets less room than one of titles. */
function columnOf(head: string, values: CsvValue[]): PdfColumn {
  const number = values.some((value) => typeof value === 'number') && values.every(isNumberOrNothing);
  const longest = Math.max(head.length, ...values.map((value) => String(value ?? '').length));
  return { head, number, share: Math.sqrt(Math.min(60, Math.max(6, longest))) };
}

const isNumberOrNothing = (value: CsvValue): boolean => typeof value === 'number' || (value ?? '') === '';

function written(value: CsvValue, language: Language): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return new Intl.NumberFormat(intlTag(language)).format(value);
  const text = String(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDay(text, language) : text;
}
