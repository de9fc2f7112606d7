import { numberText, serialText, unescaped } from './sheet-cells.js';
import { RowCollector, type SheetLimits, SheetRefused, type SheetRow } from './sheet.js';
import { heardXml, readXml, type XmlListener } from './sheet-xml.js';

/** What the cells of a sheet refer to. */
export interface Workbook {
  texts: readonly string[];
  isDateStyle: readonly boolean[];
  /** Days are counted from 1904 (old Macintosh workbooks) instead of 1900. */
  epoch1904: boolean;
}

/** Rows with something in them; of a formula its last computed value. */
export async function readRows(
  pieces: AsyncIterable<string>,
  workbook: Workbook,
  limits: SheetLimits,
): Promise<SheetRow[]> {
  const reader = new RowReader(workbook, limits);
  await readXml(pieces, reader);
  if (!reader.isWorksheet) throw new SheetRefused('notWorkbook');
  return reader.rows;
}

/** The same, handed on piece by piece; `formulas` says how many cells held one. */
export async function* streamRows(
  pieces: AsyncIterable<string>,
  workbook: Workbook,
  { limits, told }: { limits: SheetLimits; told: { formulas: number } },
): AsyncGenerator<SheetRow> {
  const reader = new RowReader(workbook, limits);
  for await (const _ of heardXml(pieces, reader)) {
    yield* reader.take();
    told.formulas = reader.formulas;
  }
  if (!reader.isWorksheet) throw new SheetRefused('notWorkbook');
}

interface Cell {
  column: number;
  type: string;
  style: number;
  value: string;
}

const MAX_ROW = 1_048_576;
const MAX_COLUMN = 16_384;

class RowReader implements XmlListener {
  isWorksheet = false;
  /** Cells with one; only their last result is read. */
  formulas = 0;
  private readonly collector: RowCollector;
  private number = 0;
  private column = 0;
  private filled = new Map<number, string>();
  private cell: Cell | undefined;
  private inValue = false;
  private inPhonetic = false;

  constructor(
    private readonly workbook: Workbook,
    private readonly limits: SheetLimits,
  ) {
    this.collector = new RowCollector(limits);
  }

  get rows(): SheetRow[] {
    return this.collector.rows;
  }

  take(): SheetRow[] {
    return this.collector.take();
  }

  open(name: string, attributes: Readonly<Record<string, string>>) {
    if (name === 'c') this.openCell(attributes);
    else if (name === 'row') this.openRow(attributes);
    else this.note(name);
    this.inValue = this.cell !== undefined && !this.inPhonetic && (name === 'v' || name === 't');
  }

  private note(name: string) {
    if (name === 'rPh') this.inPhonetic = true;
    else if (name === 'f') this.formulas += 1;
    else if (name === 'worksheet') this.isWorksheet = true;
  }

  text(text: string) {
    if (this.inValue && this.cell) this.cell.value += text;
  }

  close(name: string) {
    this.inValue = false;
    if (name === 'c') this.closeCell();
    else if (name === 'row') this.closeRow();
    else if (name === 'rPh') this.inPhonetic = false;
  }

  private openRow(attributes: Readonly<Record<string, string>>) {
    const number = attributes.r === undefined ? this.number + 1 : Number(attributes.r);
    // Rows stand in order; a number below the last one would make two rows claim one number.
    if (!Number.isInteger(number) || number <= this.number || number > MAX_ROW) throw new SheetRefused('damaged');
    this.number = number;
    this.column = 0;
    this.filled = new Map();
  }

  private openCell(attributes: Readonly<Record<string, string>>) {
    const column = attributes.r === undefined ? this.column + 1 : columnOf(attributes.r);
    if (column < 1 || column > MAX_COLUMN) throw new SheetRefused('damaged');
    this.column = column;
    this.cell = { column, type: attributes.t ?? 'n', style: Number(attributes.s ?? -1), value: '' };
  }

  private closeCell() {
    const cell = this.cell;
    this.cell = undefined;
    if (!cell) return;
    const text = this.textOf(cell);
    if (text.trim() === '') return;
    const max = this.limits.maxColumns;
    if (cell.column > max) throw new SheetRefused('tooManyColumns', { max });
    this.filled.set(cell.column, text);
  }

  private closeRow() {
    const width = Math.max(0, ...this.filled.keys());
    const cells = Array.from({ length: width }, (_, index) => this.filled.get(index + 1) ?? '');
    this.collector.add(this.number, cells);
    this.filled = new Map();
  }

  private textOf({ type, style, value }: Cell): string {
    if (value === '') return '';
    if (type === 's') return this.shared(value);
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (type === 'd') return value.replace(/T00:00.*$/, '');
    if (type !== 'n') return unescaped(value);
    const isDate = this.workbook.isDateStyle[style] ?? false;
    return isDate ? serialText(Number(value), this.workbook.epoch1904) : numberText(value);
  }

  private shared(index: string): string {
    const text = this.workbook.texts[Number(index)];
    if (text === undefined) throw new SheetRefused('damaged');
    return text;
  }
}

/** `AB12` → 28. */
function columnOf(reference: string): number {
  const letters = /^\$?([A-Z]{1,3})\$?\d+$/i.exec(reference)?.[1]?.toUpperCase() ?? '';
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
