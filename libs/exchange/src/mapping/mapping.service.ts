import { Injectable } from '@nestjs/common';
import { canImportNetwork } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, fromJson, newId, sql } from '@samrad/platform/database';
import { demand, found } from '@samrad/platform/errors';
import type { ImportField, Mapping, Noun } from '../row/import-columns.rules.js';
import { wordKey } from '../row/import-text.rules.js';
import { ImportMapping } from './mapping.entity.js';

export interface NamedMapping {
  id: string;
  noun: Noun;
  name: string;
  createdBy: string;
  columns: Record<string, ImportField | null>;
}

/** What columns mean, kept under a name for the next list of the same kind. */
@Injectable()
export class MappingService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<NamedMapping[]> {
    const rows = await this.db.rows<NamedMapping>(sql`
      SELECT id, noun, name, created_by AS createdBy, columns FROM import_mapping ORDER BY noun, name LIMIT 200`);
    return rows.map((row) => ({ ...row, columns: fromJson<NamedMapping['columns']>(row.columns) }));
  }

  /** One of the same name is replaced. */
  async keep(actor: Actor, noun: Noun, kept: { name: string; header: readonly string[]; columns: Mapping }) {
    demand(canImportNetwork(actor));
    const { name, header, columns: mapping } = kept;
    const columns = Object.fromEntries(header.map((heading, at) => [wordKey(heading), mapping[at] ?? null]));
    await this.db.tx(async () => {
      await this.db.repo(ImportMapping).delete({ noun, name });
      const made = { createdBy: actor.name, createdAt: this.clock.instant() };
      await this.db.insert(ImportMapping, { id: newId(), noun, name, columns, ...made });
    });
  }

  /** The columns of a list by a mapping; headings that it does not know keep what was proposed. */
  async applied(id: string, header: readonly string[], proposed: Mapping): Promise<(ImportField | null)[]> {
    const { columns } = found((await this.list()).find((one) => one.id === id));
    return header.map((heading, at) => {
      const field = columns[wordKey(heading)];
      return field === undefined ? (proposed[at] ?? null) : field;
    });
  }

  async remove(actor: Actor, id: string): Promise<void> {
    demand(canImportNetwork(actor));
    await this.db.tx(() => this.db.repo(ImportMapping).delete({ id }));
  }
}
