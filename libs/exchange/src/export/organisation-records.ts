import { Injectable } from '@nestjs/common';
import { canSeeOrganisationNote, OrganisationFinder, type OrganisationFilter } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Db, join, sql } from '@samrad/platform/database';
import type { ImportField } from '../row/import-columns.rules.js';
import type { ExportedRecord, ExportedRecords } from './export.types.js';

const most = 200_000;
const forAll = [
  ...(['organisation', 'acronym', 'organisationType', 'state', 'website', 'organisationNumber'] as const),
] satisfies ImportField[];
const forOrganisers = ['externalKey', 'note'] as const satisfies readonly ImportField[];

type Row = { id: string } & ExportedRecord['fields'];

/** The organisations of a filter as records. */
@Injectable()
export class OrganisationRecords {
  constructor(
    private readonly db: Db,
    private readonly organisations: OrganisationFinder,
  ) {}

  async of(actor: Actor, filter: OrganisationFilter): Promise<ExportedRecords> {
    const { rows } = await this.organisations.list(filter, { page: 1, per: most });
    const isFull = canSeeOrganisationNote(actor);
    const fields: readonly ImportField[] = isFull ? [...forAll, ...forOrganisers] : forAll;
    const records: ExportedRecord[] = [];
    for (let at = 0; at < rows.length; at += 500) {
      const ids = rows.slice(at, at + 500).map(({ id }) => id);
      const found = new Map((await this.details(ids)).map((row) => [row.id, row]));
      for (const id of ids) records.push({ id, fields: only(fields, found.get(id)!) });
    }
    return { fields, records };
  }

  private details(ids: string[]): Promise<Row[]> {
    return this.db.rows<Row>(sql`
      SELECT id, name AS organisation, acronym, type AS organisationType, state_code AS state, website,
        number AS organisationNumber, external_key AS externalKey, note FROM organisation WHERE id IN (${join(ids)})`);
  }
}

const only = (fields: readonly ImportField[], row: Row): ExportedRecord['fields'] =>
  Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));
