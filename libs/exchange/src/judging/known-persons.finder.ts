import { Injectable } from '@nestjs/common';
import { formerKeysOfPersons, type FormerKey } from '@samrad/network';
import { Db, sql, type Sql } from '@samrad/platform/database';
import { inPortions } from './in-portions.js';
import type { KnownAffiliation, KnownMembership, KnownPerson } from './known.types.js';

type Of<T> = T & { personId: string };

/** Persons of the register with everything that a list may change. */
@Injectable()
export class KnownPersonsFinder {
  constructor(private readonly db: Db) {}

  async of(ids: readonly string[]): Promise<Map<string, KnownPerson>> {
    type Own = Omit<KnownPerson, keyof ReturnType<typeof noParts>>;
    const own = await this.all<Own>(
      ids,
      (some) => sql`SELECT id, given_name AS givenName, family_name AS familyName, state_code AS stateCode, phone,
        mail_language AS mailLanguage, external_key AS externalKey, note, sort_name AS sortName, version
        FROM person WHERE id IN (${some})`,
    );
    const persons = new Map<string, KnownPerson>(own.map((row) => [row.id, { ...row, ...noParts() }]));
    await this.addCodes(persons);
    await this.addPlaces(persons);
    return persons;
  }

  private async addCodes(persons: Map<string, KnownPerson>): Promise<void> {
    const ids = [...persons.keys()];
    const queries: Record<'languages' | 'topics' | 'countries' | 'methods', (some: Sql) => Sql> = {
      languages: (some) =>
        sql`SELECT person_id AS personId, language AS code FROM person_language WHERE person_id IN (${some})
          ORDER BY person_id, language`,
      topics: (some) =>
        sql`SELECT person_id AS personId, topic_code AS code FROM person_topic WHERE person_id IN (${some})
          ORDER BY person_id, topic_code`,
      countries: (some) =>
        sql`SELECT person_id AS personId, country_code AS code FROM person_country WHERE person_id IN (${some})
          ORDER BY person_id, country_code`,
      methods: (some) =>
        sql`SELECT person_id AS personId, method_code AS code FROM person_method WHERE person_id IN (${some})
          ORDER BY person_id, method_code`,
    };
    for (const field of Object.keys(queries) as (keyof typeof queries)[]) {
      const rows = await this.all<Of<{ code: string }>>(ids, queries[field]);
      for (const { personId, code } of rows) persons.get(personId)![field].push(code);
    }
  }

  private async addPlaces(persons: Map<string, KnownPerson>): Promise<void> {
    const ids = [...persons.keys()];
    const emails = await this.all<Of<{ address: string }>>(
      ids,
      (some) => sql`SELECT person_id AS personId, address FROM person_email WHERE person_id IN (${some})
        ORDER BY is_primary DESC, id`,
    );
    const affiliations = await this.all<Of<KnownAffiliation>>(
      ids,
      (some) => sql`SELECT a.person_id AS personId, a.id, a.organisation_id AS organisationId, o.name AS organisation,
        a.function, a.valid_from AS validFrom, a.valid_to AS validTo
        FROM affiliation a JOIN organisation o ON o.id = a.organisation_id WHERE a.person_id IN (${some})
        ORDER BY CASE WHEN a.valid_to IS NULL THEN 0 ELSE 1 END, a.valid_to DESC, a.id DESC`,
    );
    const memberships = await this.all<Of<KnownMembership>>(
      ids,
      (some) => sql`SELECT person_id AS personId, id, group_id AS groupId, role, state_code AS stateCode,
        valid_from AS validFrom, valid_to AS validTo, version FROM membership WHERE person_id IN (${some})`,
    );
    for (const { id, key } of await this.all<FormerKey>(ids, formerKeysOfPersons))
      persons.get(id)!.formerKeys.push(key);
    for (const row of emails) persons.get(row.personId)!.emails.push(row.address);
    for (const row of affiliations) persons.get(row.personId)!.affiliations.push(row);
    for (const row of memberships) persons.get(row.personId)!.memberships.push(row);
  }

  private all<R>(ids: readonly string[], query: (some: Sql) => Sql): Promise<R[]> {
    return inPortions<R>(this.db, ids, query);
  }
}

const noParts = () => ({
  ...{
    emails: [],
    formerKeys: [],
    languages: [],
    topics: [],
    countries: [],
    methods: [],
    affiliations: [],
    memberships: [],
  },
});
