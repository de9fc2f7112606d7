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
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import type { ImportField } from '../row/import-columns.rules.js';
import { membershipText } from '../row/membership-text.rules.js';
import type { ExportedRecord, ExportedRecords } from './export.types.js';

/** At most this many persons in one file. */
const most = 200_000;

const forAll = [
  ...(['familyName', 'givenName', 'email', 'organisation', 'organisationNumber', 'organisationType'] as const),
  ...(['function', 'state', 'memberships'] as const),
] satisfies ImportField[];
const forOrganisers = [
  ...(['phone', 'languages', 'topics', 'mailLanguage', 'externalKey', 'note'] as const),
] satisfies ImportField[];

/** Whose audience decides about a column; the others go with the name. */
const decidedBy: Partial<Record<ImportField, PersonField>> = {
  ...{ email: 'email', phone: 'phone', languages: 'languages', topics: 'topics', function: 'function' },
  ...{ organisation: 'organisation', organisationNumber: 'organisation', organisationType: 'organisation' },
};
const internal: ReadonlySet<ImportField> = new Set(['note', 'externalKey']);

const mayLeave = (shown: ReadonlySet<PersonField>, name: ImportField): boolean =>
  !internal.has(name) && (decidedBy[name] === undefined || shown.has(decidedBy[name]));

type Fields = ExportedRecord['fields'];
interface Membership {
  personId: string;
  code: string;
  role: 'member';
  validFrom: string | null;
  validTo: string | null;
}

/** The directory as records: the same persons and the same fields that the reader may see on the page. */
@Injectable()
export class PersonRecords {
  constructor(
    private readonly db: Db,
    private readonly directory: DirectoryFinder,
    private readonly records: PersonRecordFinder,
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
    const groups = isFull ? await this.memberships(ids) : await this.records.groupCodes(ids);
    const details = isFull ? await this.details(ids) : null;
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

  /** With role and days, which are for organisers. */
  private async memberships(ids: string[]): Promise<Map<string, string[]>> {
    const rows = await this.db.rows<Membership>(sql`
      SELECT m.person_id AS personId, g.code, m.role, m.valid_from AS validFrom, m.valid_to AS validTo
      FROM membership m JOIN network_group g ON g.id = m.group_id WHERE m.person_id IN (${join(ids)})
      ORDER BY g.code, m.valid_from, m.id`);
    const all = new Map<string, string[]>();
    for (const { personId, validFrom: from, validTo: to, ...term } of rows) {
      all.set(personId, [...(all.get(personId) ?? []), membershipText({ ...term, from, to })]);
    }
    return all;
  }

  private async details(ids: string[]): Promise<Map<string, Fields>> {
    const list = join(ids);
    type Own = {
      id: string;
      phone: string | null;
      note: string | null;
      mailLanguage: string;
      externalKey: string | null;
    };
    const [own, emails, languages, topics] = await Promise.all([
      this.db.rows<Own>(sql`
        SELECT id, phone, note, mail_language AS mailLanguage, external_key AS externalKey
        FROM person WHERE id IN (${list})`),
      this.words(sql`SELECT person_id AS id, address AS word FROM person_email WHERE person_id IN (${list})
        ORDER BY is_primary DESC, id`),
      this.words(sql`SELECT person_id AS id, language AS word FROM person_language WHERE person_id IN (${list})
        ORDER BY language`),
      this.words(sql`SELECT person_id AS id, topic_code AS word FROM person_topic WHERE person_id IN (${list})
        ORDER BY topic_code`),
    ]);
    const text = (words: Map<string, string[]>, id: string) => words.get(id)?.join('; ') ?? null;
    return new Map(
      own.map(({ id, ...fields }) => [
        id,
        { ...fields, email: text(emails, id), languages: text(languages, id), topics: text(topics, id) },
      ]),
    );
  }

  private async words(query: Sql): Promise<Map<string, string[]>> {
    const words = new Map<string, string[]>();
    for (const { id, word } of await this.db.rows<{ id: string; word: string }>(query)) {
      words.set(id, [...(words.get(id) ?? []), word]);
    }
    return words;
  }
}
