import { Injectable } from '@nestjs/common';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import { organisationKey } from './rules/import-plan.rules.js';
import { wordKey } from './rules/import-text.rules.js';
import { stateIndex } from './rules/import-words.rules.js';
import { knownStates, stateNames } from '../state/known-states.js';

interface Named {
  id: string;
  code: string;
  nameEn: string;
  nameNb: string;
  nameNn: string;
}

interface Period {
  validFrom: string | null;
  validTo: string | null;
}

/** What a person in the register has already. */
export interface KnownPerson {
  id: string;
  stateCode: string | null;
  phone: string | null;
  note: string | null;
  sortName: string;
  version: number;
  languages: string[];
  topics: string[];
  affiliations: (Period & { organisationId: string })[];
  memberships: (Period & { groupId: string; role: string })[];
}

/** What the register knows of the things a file names; read in portions, never one by one. */
@Injectable()
export class ImportFinder {
  constructor(private readonly db: Db) {}

  states(): ReadonlyMap<string, string> {
    return stateIndex(
      knownStates.map(({ code, eurostatCode, nameEn, nameNb, nameNn }) => ({
        ...{ code, eurostatCode },
        names: [...new Set([nameEn, nameNb, nameNn, ...stateNames(code)])],
      })),
    );
  }

  /** `wordKey` of every code and name → id of the group. */
  async groups(): Promise<Map<string, string>> {
    return byWord(
      await this.db.rows<Named>(sql`
        SELECT id, code, name_en AS nameEn, name_nb AS nameNb, name_nn AS nameNn FROM network_group`),
    );
  }

  /** `wordKey` of every code and name → code of the topic. */
  async topics(): Promise<Map<string, string>> {
    return byWord(
      await this.db.rows<Named>(sql`
        SELECT code AS id, code, name_en AS nameEn, name_nb AS nameNb, name_nn AS nameNn FROM topic`),
    );
  }

  /** Key of each of these addresses that somebody has → person. */
  async persons(keys: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.inPortions<{ address: string; id: string }>(
      [...new Set(keys)],
      (some) => sql`SELECT address_key AS address, person_id AS id FROM person_email WHERE address_key IN (${some})`,
    );
    return new Map(rows.map(({ address, id }) => [address, id]));
  }

  /** `organisationKey` of every organisation → its id. */
  async organisations(): Promise<Map<string, string>> {
    const rows = await this.db.rows<{ id: string; name: string; stateCode: string | null }>(sql`
      SELECT id, name, state_code AS stateCode FROM organisation ORDER BY id`);
    return new Map(rows.map((row) => [organisationKey(row), row.id]));
  }

  /** These persons with everything that an import may add to. */
  async known(ids: readonly string[]): Promise<Map<string, KnownPerson>> {
    type Own = Omit<KnownPerson, 'languages' | 'topics' | 'affiliations' | 'memberships'>;
    const own = await this.inPortions<Own>(
      ids,
      (some) => sql`SELECT id, state_code AS stateCode, phone, note, sort_name AS sortName, version
        FROM person WHERE id IN (${some})`,
    );
    const persons = new Map<string, KnownPerson>(
      own.map((row) => [row.id, { ...row, languages: [], topics: [], affiliations: [], memberships: [] }]),
    );
    await this.addParts(persons);
    return persons;
  }

  private async addParts(persons: Map<string, KnownPerson>): Promise<void> {
    const ids = [...persons.keys()];
    type Of<T> = T & { personId: string };
    const languages = await this.inPortions<Of<{ code: string }>>(
      ids,
      (some) => sql`SELECT person_id AS personId, language AS code FROM person_language WHERE person_id IN (${some})`,
    );
    const topics = await this.inPortions<Of<{ code: string }>>(
      ids,
      (some) => sql`SELECT person_id AS personId, topic_code AS code FROM person_topic WHERE person_id IN (${some})`,
    );
    const affiliations = await this.inPortions<Of<KnownPerson['affiliations'][number]>>(
      ids,
      (some) => sql`SELECT person_id AS personId, organisation_id AS organisationId, valid_from AS validFrom,
        valid_to AS validTo FROM affiliation WHERE person_id IN (${some})`,
    );
    const memberships = await this.inPortions<Of<KnownPerson['memberships'][number]>>(
      ids,
      (some) => sql`SELECT person_id AS personId, group_id AS groupId, role, valid_from AS validFrom,
        valid_to AS validTo FROM membership WHERE person_id IN (${some})`,
    );
    for (const row of languages) persons.get(row.personId)!.languages.push(row.code);
    for (const row of topics) persons.get(row.personId)!.topics.push(row.code);
    for (const row of affiliations) persons.get(row.personId)!.affiliations.push(row);
    for (const row of memberships) persons.get(row.personId)!.memberships.push(row);
  }

  private async inPortions<R>(keys: readonly string[], query: (some: Sql) => Sql): Promise<R[]> {
    const rows: R[] = [];
    for (let at = 0; at < keys.length; at += 1000) {
      rows.push(...(await this.db.rows<R>(query(join(keys.slice(at, at + 1000))))));
    }
    return rows;
  }
}

const byWord = (rows: readonly Named[]) =>
  new Map(
    rows.flatMap(({ id, code, nameEn, nameNb, nameNn }) =>
      [code, nameEn, nameNb, nameNn].map((name): [string, string] => [wordKey(name), id]),
    ),
  );
