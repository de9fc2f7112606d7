import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { type CsvColumn, toCsv, toXlsx, xlsxType } from '../files/index.js';
import type { Language } from '../i18n/index.js';
import { type Answer, download } from '../views/index.js';
import { type Paper, SheetPdfs, tableOf } from './sheet-pdf.js';

const formats = ['csv', 'xlsx', 'pdf'] as const;
export type SheetFormat = (typeof formats)[number];
export const isSheetFormat = (text: unknown): text is SheetFormat => formats.includes(text as SheetFormat);

/** One table to take away, and what a paper says above it. */
export interface SheetFile<Row> extends Omit<Paper, 'tables'> {
  /** Of the file, before the day: `actions`. */
  name: string;
  columns: readonly CsvColumn<Row>[];
  rows: readonly Row[];
}

/** The same table as a CSV file, a workbook or a paper. */
@Injectable()
export class SheetFiles {
  constructor(
    private readonly papers: SheetPdfs,
    private readonly clock: Clock,
  ) {}

  /** @throws Conflict for more rows than fit a paper; Unavailable where no PDF can be made */
  async answer<Row>(language: Language, format: SheetFormat, file: SheetFile<Row>): Promise<Answer> {
    const { name, columns, rows, ...paper } = file;
    const filename = `${name}-${this.clock.today()}.${format}`;
    if (format === 'csv') return download(toCsv(columns, rows, language), filename, 'text/csv; charset=utf-8');
    if (format === 'xlsx') return download(toXlsx(name, columns, rows), filename, xlsxType);
    const pdf = await this.papers.render(language, { ...paper, tables: [tableOf(null, columns, rows)] });
    return download(pdf, filename, 'application/pdf');
  }
}
