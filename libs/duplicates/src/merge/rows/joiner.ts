import { newId } from '@samrad/platform/database';
import { leadOn } from './former-links.js';
import { remainders } from './period.rules.js';
import type { Changes } from './changes.js';
import type { RawRows } from './raw-rows.js';
import type { Reference, Row, TableGraph } from './table-graph.js';

/** Rows of one record go over to another. */
export interface Going {
  to: string;
  /** Order in lists of the one that stays, for copies of it. */
  sortName: string | null;
  /** Whether the other one's answers count, where both gave one. */
  theirs: boolean;
}

const none: ReadonlySet<string> = new Set();

/**
 * Moves everything that refers to one row under another. Two rows that a key makes one are joined: the one that is there
 * stays, what hangs on the other moves under it, and the other is set aside.
 */
export class Joiner {
  constructor(
    readonly rows: RawRows,
    private readonly graph: TableGraph,
    readonly changes: Changes,
  ) {}

  /** @param settled tables whose rows have gone over already */
  async moveAll(table: string, from: string, going: Going, settled: ReadonlySet<string> = none): Promise<void> {
    for (const reference of this.graph.referringTo(table)) {
      if (settled.has(reference.table)) {
        await this.rename(reference, going);
        continue;
      }
      const order = this.graph.keyOf(reference.table);
      const rows = await this.rows.where(reference.table, { [reference.column]: from }, order);
      for (const row of rows) await this.move(reference, row, going);
      await this.rename(reference, going);
    }
  }

  private async move(reference: Reference, row: Row, going: Going): Promise<void> {
    const holding = this.graph.holdingOf(reference);
    const counted = holding?.counted ?? null;
    if (holding?.staysBehind) return this.changes.setAside(reference.table, row, counted);
    if (holding?.periodWithin) return this.movePeriod(reference, row, going);
    const moved = { ...row, [reference.column]: going.to };
    const twin = await this.twinOf(reference, moved, row);
    if (twin && holding?.isSingle) return this.setAsideWhole(reference.table, row, counted);
    if (twin) return this.join(reference, { row, twin }, going);
    return this.changes.change(reference.table, row, this.patch(reference, going), counted);
  }

  private patch({ table, column }: Reference, { to, sortName }: Going): Row {
    const copy = this.graph.holdingOf({ table, column })?.sortName;
    const renamed = copy && sortName !== null ? { [this.graph.columns(table, [copy])[0]!]: sortName } : {};
    return { [column]: to, ...renamed };
  }

  /** The row that a key makes one with this one. */
  private async twinOf(reference: Reference, moved: Row, row: Row): Promise<Row | undefined> {
    const key = this.graph.keyOf(reference.table);
    for (const columns of this.graph.uniqueKeysOf(reference)) {
      const isConcerned = columns.includes(reference.column);
      if (!isConcerned || columns.some((column) => moved[column] === null)) continue;
      const condition = Object.fromEntries(columns.map((column) => [column, moved[column]]));
      const others = await this.rows.where(reference.table, condition);
      const twin = others.find((other) => key.some((column) => other[column] !== row[column]));
      if (twin) return twin;
    }
    return undefined;
  }

  private async join(reference: Reference, { row, twin }: { row: Row; twin: Row }, going: Going): Promise<void> {
    const { table } = reference;
    const holding = this.graph.holdingOf(reference);
    const seen = (one: Row) => this.graph.byProperty(table, one);
    const theirs = holding?.answer ? holding.answer.isTheirs(seen(twin), seen(row)) : going.theirs;
    const [key] = this.graph.keyOf(table);
    const isSingle = this.graph.keyOf(table).length === 1;
    if (isSingle) {
      await this.moveAll(table, String(row[key!]), { to: String(twin[key!]), sortName: null, theirs });
    }
    await this.changes.setAside(table, row, holding?.counted ?? null);
    await leadOn(this, row, twin);
    if (theirs) await this.changes.change(table, twin, this.answerIn(reference, row));
  }

  /** The row and everything that hangs on it. */
  async setAsideWhole(table: string, row: Row, counted: string | null = null): Promise<void> {
    const [key] = this.graph.keyOf(table);
    const references = this.graph.keyOf(table).length === 1 ? this.graph.referringTo(table) : [];
    for (const { table: other, column } of references) {
      const hanging = await this.rows.where(other, { [column]: row[key!] }, this.graph.keyOf(other));
      for (const one of hanging) await this.setAsideWhole(other, one);
    }
    await this.changes.setAside(table, row, counted);
  }

  /** What of the row set aside counts: its answer, or, of what hangs on one that counts, everything but its place. */
  private answerIn(reference: Reference, row: Row): Row {
    const { table } = reference;
    const named = this.graph.holdingOf(reference)?.answer?.properties;
    const place = new Set([...this.graph.uniqueKeysOf(reference).flat(), reference.column, 'version', 'created_at']);
    const columns = named ? this.graph.columns(table, named) : this.graph.columnsOf(table);
    return Object.fromEntries(columns.filter((column) => named || !place.has(column)).map((c) => [c, row[c]]));
  }

  /** Days that the one that stays has already are not had twice; the others keep their row, or get one. */
  private async movePeriod(reference: Reference, row: Row, going: Going): Promise<void> {
    const { table, column } = reference;
    const holding = this.graph.holdingOf(reference)!;
    const within = this.graph.columns(table, holding.periodWithin!);
    const same = Object.fromEntries(within.map((one) => [one, row[one]]));
    const others = await this.rows.where(table, { ...same, [column]: going.to }, this.graph.keyOf(table));
    const [first, ...more] = remainders(period(row), others.map(period));
    if (!first) return this.changes.setAside(table, row, holding.counted);
    const patch = { ...this.patch(reference, going), valid_from: first.from, valid_to: first.to };
    await this.changes.change(table, row, patch, holding.counted);
    for (const { from, to } of more) {
      await this.changes.add(table, { ...row, ...patch, id: newId(), valid_from: from, valid_to: to });
    }
  }

  /** Copies of the name beside what was there before. */
  private async rename(reference: Reference, going: Going): Promise<void> {
    const copy = this.graph.holdingOf(reference)?.sortName;
    if (!copy || going.sortName === null) return;
    const patch = this.patch(reference, going);
    const rows = await this.rows.where(
      reference.table,
      { [reference.column]: going.to },
      this.graph.keyOf(reference.table),
    );
    for (const row of rows) await this.changes.change(reference.table, row, patch);
  }
}

const period = ({ valid_from: from, valid_to: to }: Row) => ({ from: from as string | null, to: to as string | null });
