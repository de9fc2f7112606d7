import { Injectable } from '@nestjs/common';
import { Db, empty, fromJson, join, sql, type Sql } from '@samrad/platform/database';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { Noun } from '../row/import-columns.rules.js';
import type { ImportRow } from './import.entity.js';
import type { Counts, Findings, ImportStatus, Ruling } from './import.types.js';

export interface ImportItem {
  id: string;
  noun: Noun;
  status: ImportStatus;
  filename: string;
  actorName: string;
  createdAt: string;
  finishedAt: string | null;
  counts: Counts;
}

export interface FoundRow extends Findings {
  place: number;
  cells: string[];
  ruling: Ruling | null;
  hasConflict: boolean;
  targetId: string | null;
  outcome: ImportRow['outcome'];
}

export interface RowFilter {
  ruling?: Ruling | 'conflict' | 'warning';
}

interface Stored {
  place: number;
  cells: string;
  ruling: Ruling | null;
  hasConflict: unknown;
  targetId: string | null;
  findings: string | null;
  outcome: ImportRow['outcome'];
}

/** Lists on their way, and their rows. */
@Injectable()
export class ImportFinder {
  constructor(private readonly db: Db) {}

  /** Newest first. */
  async list({ page, per }: { page: number; per: number }): Promise<PageOf<ImportItem>> {
    const rows = await this.db.rows<ImportItem>(sql`
      SELECT id, noun, status, filename, actor_name AS actorName, created_at AS createdAt, finished_at AS finishedAt,
        counts FROM register_import ORDER BY created_at DESC, id DESC LIMIT ${per + 1} OFFSET ${(page - 1) * per}`);
    return pageOf(
      rows.map((row) => ({ ...row, counts: fromJson<Counts>(row.counts) })),
      { page, per },
    );
  }

  /** The first rows of a list as they are, headings and all. */
  async top(id: string, limit: number): Promise<{ place: number; cells: string[] }[]> {
    const rows = await this.db.rows<{ place: number; cells: string }>(sql`
      SELECT place, cells FROM register_import_row WHERE import_id = ${id} ORDER BY place LIMIT ${limit}`);
    return rows.map(({ place, cells }) => ({ place: Number(place), cells: fromJson<string[]>(cells) }));
  }

  async rows(
    id: string,
    { below, filter }: { below: number; filter: RowFilter },
    { page, per }: { page: number; per: number },
  ): Promise<PageOf<FoundRow>> {
    const rows = await this.db.rows<Stored>(sql`
      ${chosen} FROM register_import_row WHERE import_id = ${id} AND place > ${below} ${narrowed(filter)}
      ORDER BY place LIMIT ${per + 1} OFFSET ${(page - 1) * per}`);
    return pageOf(rows.map(rowOf), { page, per });
  }

  /** The first rows of which this has become. */
  async withOutcome(id: string, outcome: 'written' | 'overtaken', limit: number): Promise<FoundRow[]> {
    const rows = await this.db.rows<Stored>(sql`
      ${chosen} FROM register_import_row WHERE import_id = ${id} AND outcome = ${outcome} ORDER BY place LIMIT ${limit}`);
    return rows.map(rowOf);
  }

  /** How records are called. @returns id → name */
  async names(noun: Noun, ids: readonly string[]): Promise<Map<string, string>> {
    if (!ids.length) return new Map();
    const list = join([...ids]);
    const rows = await this.db.rows<{ id: string; name: string; rest: string }>(
      noun === 'person'
        ? sql`SELECT id, given_name AS name, family_name AS rest FROM person WHERE id IN (${list})`
        : sql`SELECT id, name, '' AS rest FROM organisation WHERE id IN (${list})`,
    );
    return new Map(rows.map(({ id, name, rest }) => [id, `${name} ${rest}`.trim()]));
  }

  /** Those that did not get in, in order; on demand also those of which only a part did. */
  async *rejected(id: string, { withOvertaken = false } = {}): AsyncGenerator<FoundRow> {
    const overtaken = withOvertaken ? sql`OR outcome = 'overtaken'` : empty;
    let place = -1;
    for (;;) {
      const rows = await this.db.rows<Stored>(sql`
        ${chosen} FROM register_import_row WHERE import_id = ${id} AND place > ${place}
          AND (ruling IN (${join(['refused', 'ambiguous'])}) ${overtaken}) ORDER BY place LIMIT 1000`);
      const last = rows.at(-1);
      if (!last) return;
      yield* rows.map(rowOf);
      place = Number(last.place);
    }
  }
}

const chosen = sql`SELECT place, cells, ruling, has_conflict AS hasConflict, target_id AS targetId, findings, outcome`;

function narrowed({ ruling }: RowFilter): Sql {
  if (!ruling) return empty;
  if (ruling === 'conflict') return sql`AND has_conflict = 1`;
  if (ruling === 'warning') return sql`AND findings LIKE ${'%"severity":"warning"%'}`;
  return sql`AND ruling = ${ruling}`;
}

function rowOf({ place, cells, findings, hasConflict, ...row }: Stored): FoundRow {
  const told = fromJson<Findings | null>(findings) ?? { problems: [], changes: [], conflicts: [] };
  const read = { place: Number(place), cells: fromJson<string[]>(cells), hasConflict: Boolean(Number(hasConflict)) };
  return { ...row, ...told, ...read };
}
