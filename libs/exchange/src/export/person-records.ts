import { Injectable } from '@nestjs/common';
import {
  canSeeDetails,
  Consents,
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
const more = ['phone', 'languages', 'topics', 'countries', 'methods'] as const satisfies readonly ImportField[];
/** What organisers hold for one another; places of work with days and functions are more than a person shows. */
const internal = ['affiliations', 'mailLanguage', 'externalKey', 'note'] as const satisfies readonly ImportField[];

/** Whose audience decides about what organisers see beside the row. */
const decidedBy: Record<(typeof more)[number], PersonField> = {
  ...{ phone: 'phone', languages: 'languages', topics: 'topics', countries: 'topics', methods: 'topics' },
};

/** What of a person a file holds that has an audience of its own. */
const handedOver: readonly PersonField[] = ['email', 'phone', 'organisation', 'function', 'languages', 'topics'];

type Fields = ExportedRecord['fields'];
/** What a row of the directory does not hold. */
type Further = (ids: string[]) => Promise<{ groups: Map<string, string[]>; details?: Map<string, Fields> }>;

/** The directory as records: the same persons and the same fields that the reader may see on the page. */
@Injectable()
export class PersonRecords {
  constructor(
    private readonly db: Db,
    private readonly directory: DirectoryFinder,
    private readonly records: PersonRecordFinder,
    private readonly parts: PersonParts,
    private readonly shown: PersonFields,
    private readonly consents: Consents,
  ) {}

  /** @param outsideEea only what a rule or the person's consent lets out of the EEA, of those of whom it lets anything */
  async of(actor: Actor, filter: PersonFilter, { outsideEea = false } = {}): Promise<ExportedRecords> {
    const looking = { outsideEea: outsideEea ? handedOver : null };
    const { rows } = await this.directory.list(actor, filter, { page: 1, per: most }, looking);
    const isFull = canSeeDetails(actor);
    const furtherOf = outsideEea ? this.leaving(isFull) : this.further(isFull);
    const records: ExportedRecord[] = [];
    for (let at = 0; at < rows.length; at += 500) {
      records.push(...(await this.completed(rows.slice(at, at + 500), furtherOf)));
    }
    const shownToAll = outsideEea || !isFull;
    return { fields: [...forAll, ...(isFull ? more : []), ...(shownToAll ? [] : internal)], records };
  }

  /** How many a file would hold. */
  count(actor: Actor, filter: PersonFilter, { outsideEea = false } = {}): Promise<number> {
    return this.directory.count(actor, filter, null, { outsideEea: outsideEea ? handedOver : null });
  }

  private async completed(rows: PersonRow[], furtherOf: Further): Promise<ExportedRecord[]> {
    const organisations = await this.organisations(rows.flatMap(({ organisationId }) => organisationId ?? []));
    const { groups, details } = await furtherOf(rows.map(({ id }) => id));
    return rows.map((row) => {
      const { id, familyName, givenName, organisation, stateCode: state } = row;
      const own = { familyName, givenName, email: row.email, organisation, function: row.function, state };
      const memberships = groups.get(id)?.join('; ') ?? null;
      const place = organisations.get(row.organisationId ?? '') ?? {};
      const fields: Fields = { ...own, ...place, memberships, ...details?.get(id) };
      return { id, fields, ...(details && { leftOn: row.leftOn }) };
    });
  }

  private further(isFull: boolean): Further {
    return async (ids) => {
      if (!isFull) return { groups: await this.records.groupCodes(ids) };
      return { groups: await this.parts.memberships(ids), details: await this.parts.of(ids) };
    };
  }

  /** Of their groups no rule speaks: those of today go with the consent, as on the page. */
  private leaving(isFull: boolean): Further {
    return async (ids) => {
      const [agreeing, shownOf] = await Promise.all([
        this.consents.havingOf(ids, 'outside_eea'),
        this.shown.outside(ids),
      ]);
      const groups = await this.records.groupCodes([...agreeing]);
      if (!isFull) return { groups };
      const details = [...(await this.parts.of(ids))].map(([id, fields]): [string, Fields] => {
        const leaves = more.filter((name) => shownOf(id).has(decidedBy[name]));
        return [id, Object.fromEntries(leaves.map((name) => [name, fields[name] ?? null]))];
      });
      return { groups, details: new Map(details) };
    };
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
