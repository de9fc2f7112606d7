import { Invalid } from '../errors/index.js';

/** A spreadsheet as text: what a person would read in the cells. */
export interface Sheet {
  format: 'xlsx' | 'csv';
  /** CSV only: how the bytes were read. */
  encoding?: SheetEncoding;
  /** CSV only: `;`, `,`, a tab or `|`. */
  delimiter?: string;
  /** Workbooks only: the name of the sheet that was read, and those that were not. */
  sheetName?: string;
  otherSheets: string[];
  /** The headings, trimmed; empty where a column has none. */
  header: string[];
  /** The row of the headings, counted as the spreadsheet program counts. */
  headerRow: number;
  rows: SheetRow[];
}

export interface SheetRow {
  /** Counted from 1 as the spreadsheet program does, blank rows and the heading included. */
  number: number;
  /** One text per column, at least as many as headings. Days are `YYYY-MM-DD`; numbers carry no exponent. */
  cells: string[];
}

/** What a format's reader returns: the rows with something in them, not yet split into heading and content. */
export type RawSheet = Omit<Sheet, 'header' | 'headerRow'>;

export type SheetEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface SheetLimits {
  /** Bytes of the file as it came in. */
  maxBytes: number;
  /** Rows with something in them, the heading aside. */
  maxRows: number;
  maxColumns: number;
  /** Cells with something in them. */
  maxCells: number;
  /** Files inside a workbook. */
  maxEntries: number;
  /** Bytes of all files inside a workbook together, unpacked. */
  maxInflated: number;
  /** How many times smaller than its content a packed file over a megabyte may be. */
  maxRatio: number;
}

export const sheetLimits: Readonly<SheetLimits> = {
  maxBytes: 10_000_000,
  maxRows: 20_000,
  maxColumns: 200,
  maxCells: 1_000_000,
  maxEntries: 2_000,
  maxInflated: 50_000_000,
  maxRatio: 200,
};

/** Why a file was refused; the locale key is `platform.files.sheet.` and this word. */
export type SheetReason =
  | 'empty'
  | 'tooLarge'
  | 'unknownKind'
  | 'oldExcel'
  | 'encrypted'
  | 'macros'
  | 'mistyped'
  | 'notText'
  | 'notWorkbook'
  | 'damaged'
  | 'damagedLine'
  | 'tooManyEntries'
  | 'inflatesTooMuch'
  | 'packedTooTight'
  | 'unsafe'
  | 'noSheets'
  | 'noRows'
  | 'tooManyRows'
  | 'tooManyColumns'
  | 'tooManyCells';

/** The file cannot be read as a spreadsheet: 422 on the field `file`, with a reason a person can act on. */
export class SheetRefused extends Invalid {
  constructor(
    readonly reason: SheetReason,
    details: Record<string, unknown> = {},
  ) {
    super({ file: { key: `platform.files.sheet.${reason}`, params: details } });
  }
}

/** Keeps the rows that have something in them, within the limits. */
export class RowCollector {
  rows: SheetRow[] = [];
  private taken = 0;
  private cells = 0;

  constructor(private readonly limits: SheetLimits) {}

  /** @throws SheetRefused when the limits are passed */
  add(number: number, cells: readonly string[]) {
    const kept = withoutTail(cells);
    if (kept.length === 0) return;
    if (kept.length > this.limits.maxColumns) throw new SheetRefused('tooManyColumns', { max: this.limits.maxColumns });
    // One more than the limit: the heading is a row too.
    if (this.taken + this.rows.length > this.limits.maxRows)
      throw new SheetRefused('tooManyRows', { max: this.limits.maxRows });
    this.cells += kept.filter((cell) => cell !== '').length;
    if (this.cells > this.limits.maxCells) throw new SheetRefused('tooManyCells', { max: this.limits.maxCells });
    this.rows.push({ number, cells: kept });
  }

  /** The rows since the last time, for those who do not want to hold them all. */
  take(): SheetRow[] {
    const { rows } = this;
    this.taken += rows.length;
    this.rows = [];
    return rows;
  }
}

function withoutTail(cells: readonly string[]): string[] {
  let length = cells.length;
  while (length > 0 && (cells[length - 1] ?? '').trim() === '') length -= 1;
  return Array.from({ length }, (_, index) => cells[index] ?? '');
}
