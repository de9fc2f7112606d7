import type { ImportField, Mapping } from './import-columns.rules.js';
import { asTyped, cleaned, isBlank, oneLine, textFault } from './import-text.rules.js';

/** Something to look at in one cell. An error keeps the row out; a warning does not. */
export interface Problem {
  /** Row number as the spreadsheet program shows it. */
  row: number;
  /** Number of the column from 0; -1 when the field has no column. */
  column: number;
  /** `beyond`: a cell to the right of the last heading. */
  field: ImportField | 'beyond';
  /** The cell as it came in, shortened. */
  value: string;
  /** Locale key `exchange.import.problem.*`. */
  key: string;
  params: Record<string, unknown>;
  severity: 'error' | 'warning';
}

const SHOWN = 200;
/** No cell of a member list is longer, in characters. */
const LONGEST = 5_000;

/** The cells of one row by field, and what is wrong with them. */
export class RowReader {
  readonly problems: Problem[] = [];
  private readonly unreadable = new Set<ImportField>();
  private readonly texts = new Map<ImportField, string>();

  /** Cells with control characters or broken text count as blank, with an error. */
  constructor(
    private readonly row: { number: number; cells: readonly string[] },
    private readonly mapping: Mapping,
  ) {
    mapping.forEach((field, column) => {
      if (field !== null) this.take(field, column);
    });
    this.lookBeyond();
  }

  get isEmpty(): boolean {
    return this.problems.length === 0 && this.texts.size === 0;
  }

  get hasErrors(): boolean {
    return this.problems.some(({ severity }) => severity === 'error');
  }

  hasErrorIn(field: ImportField): boolean {
    return this.problems.some((problem) => problem.field === field && problem.severity === 'error');
  }

  hasColumn(field: ImportField): boolean {
    return this.mapping.includes(field);
  }

  /** The field's text with its line breaks; empty when blank. */
  text(field: ImportField): string {
    return this.texts.get(field) ?? '';
  }

  oneLine(field: ImportField): string {
    return oneLine(this.text(field));
  }

  columnOf(field: ImportField): number {
    return this.mapping.indexOf(field);
  }

  error(field: ImportField, word: string, params: Record<string, unknown> = {}) {
    this.report(field, word, { params, severity: 'error' });
  }

  warn(field: ImportField, word: string, params: Record<string, unknown> = {}) {
    this.report(field, word, { params, severity: 'warning' });
  }

  checkLength(field: ImportField, text: string, max: number) {
    if (text.length > max) this.error(field, 'tooLong', { max, length: text.length });
  }

  private take(field: ImportField, column: number) {
    const raw = this.row.cells[column] ?? '';
    const fault = raw.length > LONGEST ? 'tooLong' : textFault(raw);
    if (fault) {
      this.report(field, fault, { params: { max: LONGEST, length: raw.length }, severity: 'error' }, column);
      this.unreadable.add(field);
      return;
    }
    const text = field === 'note' ? asTyped(raw) : cleaned(raw);
    if (isBlank(text)) return;
    const before = this.texts.get(field);
    this.texts.set(field, before === undefined ? text : `${before}\n${text}`);
  }

  /** More cells than headings: often a separator that should have been in quotes. */
  private lookBeyond() {
    const from = this.mapping.length;
    const column = this.row.cells.findIndex((cell, at) => at >= from && !isBlank(cleaned(cell)));
    if (column >= 0) this.report('beyond', 'beyond', { params: {}, severity: 'warning' }, column);
  }

  private report(
    field: ImportField | 'beyond',
    word: string,
    { params, severity }: Pick<Problem, 'params' | 'severity'>,
    column = this.mapping.indexOf(field as ImportField),
  ) {
    // A cell that could not be read has said so already: "missing" would only repeat it.
    if (field !== 'beyond' && this.unreadable.has(field)) return;
    const value = (this.row.cells[column] ?? '').slice(0, SHOWN);
    this.problems.push({
      row: this.row.number,
      column,
      field,
      value,
      key: `exchange.import.problem.${word}`,
      params,
      severity,
    });
  }
}
