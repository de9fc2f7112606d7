import { Conflict } from '@samrad/platform/errors';
import type { RawRows } from './raw-rows.js';
import type { Row, TableGraph } from './table-graph.js';

export interface Change {
  kind: 'changed' | 'set_aside' | 'added';
  table: string;
  key: Row;
  before: Row | null;
  after: Row | null;
  /** Under which word it is counted; null: not counted, e.g. what hangs on something counted. */
  counted: string | null;
}

/** What a merge does to rows, written down as it is done; or only written down, to tell beforehand. */
export class Changes {
  readonly all: Change[] = [];

  constructor(
    private readonly rows: RawRows,
    private readonly graph: TableGraph,
    private readonly isDone: boolean,
  ) {}

  async change(table: string, row: Row, patch: Row, counted: string | null = null): Promise<void> {
    const changed = Object.keys(patch).filter((column) => patch[column] !== row[column]);
    if (!changed.length) return;
    const after = pick(patch, changed);
    const key = this.keyOf(table, row);
    if (this.isDone) {
      await this.checkUnchanged(table, key, pick(row, changed));
      await this.rows.update(table, key, after);
    }
    // A row whose key itself changes is found again by the new one.
    this.all.push({
      kind: 'changed',
      table,
      key: { ...key, ...pick(after, Object.keys(key)) },
      before: pick(row, changed),
      after,
      counted,
    });
  }

  async setAside(table: string, row: Row, counted: string | null = null): Promise<void> {
    const key = this.keyOf(table, row);
    if (this.isDone) {
      await this.checkUnchanged(table, key, row);
      await this.rows.remove(table, key);
    }
    this.all.push({ kind: 'set_aside', table, key, before: row, after: null, counted });
  }

  async add(table: string, row: Row): Promise<void> {
    if (this.isDone) await this.rows.insert(table, row);
    this.all.push({ kind: 'added', table, key: this.keyOf(table, row), before: null, after: row, counted: null });
  }

  /** What somebody else wrote since the row was read is not overwritten. @throws Conflict */
  private async checkUnchanged(table: string, key: Row, before: Row): Promise<void> {
    const now = await this.rows.held(table, key);
    if (!now || Object.keys(before).some((column) => now[column] !== before[column])) throw new Conflict();
  }

  private keyOf(table: string, row: Row): Row {
    return pick(row, this.graph.keyOf(table));
  }
}

const pick = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.filter((column) => column in row).map((column) => [column, row[column]]));
