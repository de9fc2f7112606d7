import { Injectable } from '@nestjs/common';
import {
  canSeeDetails,
  DirectoryFinder,
  type PersonField,
  PersonFields,
  type PersonFilter,
  PersonRecordFinder,
  type PersonRow,
} from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Db, join, sql } from '@samrad/platform/database';
import type { ImportField } from '../row/import-columns.rules.js';
import type { ExportedRecord, ExportedRecords } from './export.types.js';
import { PersonParts } from './person-parts.js';

/** At most this many persons in one file. */
const most = 200_000;

const forAll = [
  ...(['familyName', 'givenName', 'email', 'organisation', 'organisationNumber', 'organisationType'] as const),
  ...(['function', 'state', 'memberships'] as const),
] satisfies ImportField[];
const forOrganisers = [
  ...(['phone', 'languages', 'topics', 'countries', 'methods', 'affiliations'] as const),
  ...(['mailLanguage', 'externalKey', 'note'] as const),
] satisfies ImportField[];

/** Whose audience decides about a column; the others go with the name. */
const decidedBy: Partial<Record<ImportField, PersonField>> = {
  ...{ email: 'email', phone: 'phone', languages: 'languages', topics: 'topics', function: 'function' },
  ...{ countries: 'topics', methods: 'topics' },
  ...{ organisation: 'organisation', organisationNumber: 'organisation', organisationType: 'organisation' },
};
/** What organisers hold for one another; places of work with days and functions are more than a person shows. */
const internal: ReadonlySet<ImportField> = new Set(['note', 'externalKey', 'affiliations']);

const mayLeave = (shown: ReadonlySet<PersonField>, name: ImportField): boolean =>
  !internal.has(name) && (decidedBy[name] === undefined || shown.has(decidedBy[name]));

type Fields = ExportedRecord['fields'];
/** The directory as records: the same persons and the same fields that the reader may see on the page. */
@Injectable()
export class PersonRecords {
  constructor(
    private readonly db: Db,
    private readonly directory: DirectoryFinder,
    private readonly records: PersonRecordFinder,
    private readonly parts: PersonParts,
    private readonly shown: PersonFields,
  ) {}

  /** @param outsideEea only what a rule or the person's consent lets out of the EEA */
  async of(actor: Actor, filter: PersonFilter, { outsideEea = false } = {}): Promise<ExportedRecords> {
    const { rows } = await this.directory.list(actor, filter, { page: 1, per: most });
    const isFull = canSeeDetails(actor);
    const records: ExportedRecord[] = [];
    for (let at = 0; at < rows.length; at += 500) {
      const some = await this.completed(rows.slice(at, at + 500), isFull);
      records.push(...(outsideEea ? await this.leaving(some) : some));
    }
    return { fields: isFull ? [...forAll, ...forOrganisers] : forAll, records };
  }

  private async completed(rows: PersonRow[], isFull: boolean): Promise<ExportedRecord[]> {
    const ids = rows.map(({ id }) => id);
    const organisations = await this.organisations(rows.flatMap(({ organisationId }) => organisationId ?? []));
    const groups = isFull ? await this.parts.memberships(ids) : await this.records.groupCodes(ids);
    const details = isFull ? await this.parts.of(ids) : null;
    return rows.map((row) => {
      const { id, familyName, givenName, organisation, stateCode: state } = row;
      const own = { familyName, givenName, email: row.email, organisation, function: row.function, state };
      const memberships = groups.get(id)?.join('; ') ?? null;
      const place = organisations.get(row.organisationId ?? '') ?? {};
      const fields: Fields = { ...own, ...place, memberships, ...details?.get(id) };
      return { id, fields, ...(isFull && { leftOn: row.leftOn }) };
    });
  }

  /** What may go to somebody outside the EEA; what organisers write for one another never does. */
  private async leaving(records: ExportedRecord[]): Promise<ExportedRecord[]> {
    const shownOf = await this.shown.outside(records.map(({ id }) => id));
    return records.map((record) => {
      const given = Object.entries(record.fields) as [ImportField, string | null][];
      const shown = shownOf(record.id);
      return {
        ...record,
        fields: Object.fromEntries(given.map(([name, value]) => [name, mayLeave(shown, name) ? value : null])),
      };
    });
  }

  private async organisations(ids: readonly string[]): Promise<Map<string, Fields>> {
    if (!ids.length) return new Map();
    type Row = { id: string; organisationNumber: string | null; organisationType: string };
    const rows = await this.db.rows<Row>(sql`
      SELECT id, number AS organisationNumber, type AS organisationType FROM organisation
      WHERE id IN (${join([...new Set(ids)])})`);
    return new Map(rows.map(({ id, ...fields }) => [id, fields]));
  }
}
