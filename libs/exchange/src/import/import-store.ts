import { Injectable } from '@nestjs/common';
import { bulkInserts, Db, fromJson, join, sql } from '@samrad/platform/database';
import { found } from '@samrad/platform/errors';
import type { ImportRow as Row } from '../row/import.rules.js';
import type { RuledRow } from '../judging/ruled.types.js';
import type { Told } from '../judging/told.rules.js';
import type { Noun } from '../row/import-columns.rules.js';
import { RegisterImport } from './import.entity.js';
import type { Findings, Ruling } from './import.types.js';

interface StoredRow {
  place: number;
  cells: string;
}

interface CheckedRow extends StoredRow {
  targetId: string | null;
  findings: string | null;
}

/** A row with what the check said of it. */
export type RowToWrite = Row & { told: Told };

const columns = ['import_id', 'place', 'cells', 'ruling', 'has_conflict', 'target_id', 'findings', 'outcome'];

/** The rows of lists on their way, read and written in portions. */
@Injectable()
export class ImportStore {
  constructor(private readonly db: Db) {}

  /** @throws NotFound */
  async one(id: string): Promise<RegisterImport> {
    return found(await this.db.repo(RegisterImport).findOneBy({ id }));
  }

  /** Inside a transaction. */
  async put(importId: string, rows: readonly Row[]): Promise<void> {
    const values = rows.map(({ number, cells }) => [
      importId,
      number,
      JSON.stringify(cells),
      null,
      0,
      null,
      null,
      null,
    ]);
    for (const insert of bulkInserts('register_import_row', columns, values)) await this.db.run(insert);
  }

  clear(importId: string): Promise<number> {
    return this.db.run(sql`DELETE FROM register_import_row WHERE import_id = ${importId}`);
  }

  /** The rows below one, in order. */
  async below(importId: string, place: number, limit: number): Promise<Row[]> {
    const rows = await this.db.rows<StoredRow>(sql`
      SELECT place, cells FROM register_import_row WHERE import_id = ${importId} AND place > ${place}
      ORDER BY place LIMIT ${limit}`);
    return rows.map(rowOf);
  }

  /** Those of them that are to be written. */
  async toWrite(importId: string, place: number, limit: number): Promise<RowToWrite[]> {
    const rows = await this.db.rows<CheckedRow>(sql`
      SELECT place, cells, target_id AS targetId, findings FROM register_import_row
      WHERE import_id = ${importId} AND place > ${place} AND ruling IN ('new', 'changed') ORDER BY place LIMIT ${limit}`);
    return rows.map((row) => ({ ...rowOf(row), told: toldOf(row) }));
  }

  /**
   * Keeps others off the records that the next rows change until the transaction ends: its first statement, so that it
   * reads what they wrote before. On SQLite there is one writer at a time anyway.
   * @param next see `targets`
   */
  async hold(noun: Noun, next: readonly string[]): Promise<void> {
    if (!next.length) return;
    const table = noun === 'person' ? sql`person` : sql`organisation`;
    await this.db.rows(sql`SELECT id FROM ${table} WHERE id IN (${join([...next])}) ORDER BY id FOR UPDATE`);
  }

  /** The records that the next rows change, where they must be held. */
  async targets(importId: string, limit: number): Promise<string[]> {
    if (this.db.dialect !== 'mariadb') return [];
    const rows = await this.db.rows<{ id: string | null }>(sql`
      SELECT r.target_id AS id FROM register_import i
      JOIN register_import_row r ON r.import_id = i.id AND r.place > i.cursor_row
      WHERE i.id = ${importId} AND r.ruling IN ('new', 'changed') ORDER BY r.place LIMIT ${limit}`);
    return rows.flatMap(({ id }) => id ?? []);
  }

  async header({ id, headerRow }: Pick<RegisterImport, 'id' | 'headerRow'>): Promise<string[]> {
    const row = await this.db.row<StoredRow>(sql`
      SELECT place, cells FROM register_import_row WHERE import_id = ${id} AND place = ${headerRow}`);
    return row ? rowOf(row).cells.map((cell) => cell.replace(/\s+/g, ' ').trim()) : [];
  }

  async count(importId: string, below: number): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM register_import_row WHERE import_id = ${importId} AND place > ${below}`);
    return Number(row?.n ?? 0);
  }

  /** Writes these rows anew, in a statement of many; inside a transaction. */
  async rule(importId: string, rows: readonly Row[], ruled: ReadonlyMap<number, RuledRow>): Promise<void> {
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return;
    await this.db.run(sql`
      DELETE FROM register_import_row WHERE import_id = ${importId}
        AND place >= ${first.number} AND place <= ${last.number}`);
    const values = rows.map(({ number, cells }) => {
      const row = ruled.get(number);
      const findings = row ? findingsText(row) : null;
      const ruling = row?.ruling ?? null;
      const hasConflict = Number(Boolean(row?.conflicts.length));
      return [importId, number, JSON.stringify(cells), ruling, hasConflict, row?.targetId ?? null, findings, null];
    });
    for (const insert of bulkInserts('register_import_row', columns, values)) await this.db.run(insert);
  }

  /** Rows that were written, with the records they made or changed; inside the transaction that wrote them. */
  async written(importId: string, targets: ReadonlyMap<number, string>): Promise<void> {
    if (!targets.size) return;
    const cases = [...targets].map(([place, id]) => sql`WHEN ${place} THEN ${id}`);
    await this.db.run(sql`
      UPDATE register_import_row SET outcome = 'written', target_id = CASE place ${join(cases, ' ')} END
      WHERE import_id = ${importId} AND place IN (${join([...targets.keys()])})`);
  }

  /** A row of which less was written than the check had told, because the register changed after it. */
  async overtaken(importId: string, row: RuledRow): Promise<void> {
    await this.db.run(sql`
      UPDATE register_import_row SET outcome = 'overtaken', ruling = ${row.ruling}, findings = ${findingsText(row)},
        has_conflict = ${Number(row.conflicts.length > 0)}, target_id = ${row.targetId}
      WHERE import_id = ${importId} AND place = ${row.place}`);
  }

  /** A row that could not be written after all. */
  async refused(importId: string, row: RuledRow): Promise<void> {
    const ruling: Ruling = row.ruling === 'ambiguous' ? 'ambiguous' : 'refused';
    await this.db.run(sql`
      UPDATE register_import_row SET outcome = 'refused', ruling = ${ruling}, findings = ${findingsText(row)}
      WHERE import_id = ${importId} AND place = ${row.place}`);
  }
}

const rowOf = ({ place, cells }: StoredRow): Row => ({ number: Number(place), cells: fromJson<string[]>(cells) ?? [] });

function toldOf({ targetId, findings }: CheckedRow): Told {
  const told = targetId === null ? null : fromJson<Findings | null>(findings);
  return { targetId, changes: told?.changes ?? [], hasConflict: Boolean(told?.conflicts.length) };
}

function findingsText({ name, problems, changes, conflicts }: RuledRow): string | null {
  const findings: Findings = { ...(name && { name }), problems, changes, conflicts };
  return problems.length || changes.length || conflicts.length ? JSON.stringify(findings) : null;
}
