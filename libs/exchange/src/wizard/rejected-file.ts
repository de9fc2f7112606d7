import { Injectable } from '@nestjs/common';
import { type CsvColumn, toCsv, toXlsx, xlsxType } from '@samrad/platform/files';
import { I18n, type Language } from '@samrad/platform/i18n';
import { inert, inertInWorkbook } from '../format/inert.rules.js';
import type { RegisterImport } from '../import/import.entity.js';
import { type FoundRow, ImportFinder } from '../import/import.finder.js';
import { ImportStore } from '../import/import-store.js';
import { leftOutReasons } from './import.presenter.js';

/** The rows that did not get in, or only in part, as they came, each with its reasons: to be corrected and chosen again. */
@Injectable()
export class RejectedFile {
  constructor(
    private readonly finder: ImportFinder,
    private readonly store: ImportStore,
    private readonly i18n: I18n,
  ) {}

  async make(one: RegisterImport, format: 'csv' | 'xlsx', lang: Language) {
    const header = await this.store.header(one);
    const rows: FoundRow[] = [];
    for await (const row of this.finder.rejected(one.id, { withOvertaken: true })) rows.push(row);
    const words = { i18n: this.i18n, lang };
    const tame = format === 'csv' ? inert : inertInWorkbook;
    const columns: CsvColumn<FoundRow>[] = [
      { head: this.i18n.t(lang, 'exchange.import.row'), value: ({ place }) => place },
      { head: this.i18n.t(lang, 'exchange.import.reason'), value: (row) => tame(leftOutReasons(row, words).join(' ')) },
      ...header.map((head, at) => ({ head: tame(head), value: ({ cells }: FoundRow) => tame(cells[at] ?? '') })),
    ];
    const title = this.i18n.t(lang, 'exchange.import.rejectedFile');
    if (format === 'csv') {
      return { content: toCsv(columns, rows, lang), filename: `${title}.csv`, type: 'text/csv; charset=utf-8' };
    }
    return { content: toXlsx(title, columns, rows), filename: `${title}.xlsx`, type: xlsxType };
  }
}
