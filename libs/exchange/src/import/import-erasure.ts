import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Erasures, type Erased } from '@samrad/network';
import { Db, fromJson, join, mentions, sql } from '@samrad/platform/database';
import { Jobs } from '@samrad/platform/jobs';
import type { Mapping } from '../row/import-columns.rules.js';
import { hintsOf, isAbout } from './erased-rows.rules.js';
import { keyOf, RegisterImport } from './import.entity.js';
import { ImportStore } from './import-store.js';
import { noCounts, type Remark } from './import.types.js';
import { forgetJob } from './list-files.js';

interface TheirRow {
  importId: string;
  place: number;
}

/** Rows of lists that were about somebody go with their other data, whatever step the list has come to. */
@Injectable()
export class ImportErasure implements OnModuleInit {
  constructor(
    private readonly erasures: Erasures,
    private readonly db: Db,
    private readonly jobs: Jobs,
    private readonly store: ImportStore,
  ) {}

  onModuleInit(): void {
    this.erasures.offer({ erase: (_, erased) => this.erase(erased) });
  }

  private async erase(erased: Erased): Promise<void> {
    const theirs = [...(await this.matched(erased)), ...(await this.named(erased))];
    for (const { importId, place } of theirs) {
      await this.db.run(sql`DELETE FROM register_import_row WHERE import_id = ${importId} AND place = ${place}`);
    }
    const gone = new Map<string, number>();
    for (const { importId } of theirs) gone.set(importId, (gone.get(importId) ?? 0) + 1);
    const open = await this.db.rows<{ id: string }>(
      sql`SELECT id FROM register_import WHERE started_at IS NULL AND status <> 'reading'`,
    );
    for (const { id } of open) await this.settle(await this.store.one(id), gone.get(id) ?? 0);
  }

  /** Rows that are known to be about them. */
  private matched({ personId, formerIds }: Erased): Promise<TheirRow[]> {
    return this.db.rows<TheirRow>(sql`
      SELECT import_id AS importId, place FROM register_import_row
      WHERE target_id IN (${join([personId, ...formerIds])})`);
  }

  /** Rows of which nobody has said yet whom they are about. */
  private async named(erased: Erased): Promise<TheirRow[]> {
    const hints = hintsOf(erased);
    if (!hints.length) return [];
    const rows = await this.db.rows<TheirRow & { cells: string; mapping: unknown }>(sql`
      SELECT r.import_id AS importId, r.place, r.cells, i.columns AS mapping FROM register_import_row r
      JOIN register_import i ON i.id = r.import_id
      WHERE r.target_id IS NULL AND ${mentions(['cells'], hints)}`);
    return rows.filter(({ cells, mapping }) =>
      isAbout(erased, fromJson<string[]>(cells), fromJson<Mapping>(mapping) ?? []),
    );
  }

  /**
   * A list without rows of theirs is to be looked at anew. The file goes, and so does a workbook with further sheets, for
   * nobody has read those.
   */
  private async settle(one: RegisterImport, gone: number): Promise<void> {
    const hasUnread = one.fileHash !== null && one.sheets.length > 1;
    if (!gone && !hasUnread) return;
    if (one.fileHash !== null) await this.jobs.later(forgetJob, { hash: one.fileHash });
    const anew = gone ? { status: 'draft' as const, counts: noCounts(), ...(await this.without(one, gone)) } : {};
    await this.db.update(RegisterImport, keyOf(one), { fileHash: null, ...anew });
  }

  private async without(one: RegisterImport, gone: number): Promise<{ total: number; remarks: Remark[] }> {
    const remark = { key: 'erasedRows', params: { count: gone } };
    return { total: await this.store.count(one.id, one.headerRow), remarks: [...one.remarks, remark] };
  }
}
