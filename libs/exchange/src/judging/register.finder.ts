import { Injectable } from '@nestjs/common';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import { wordKey } from '../row/import-text.rules.js';
import { stateIndex } from '../row/import-words.rules.js';
import type { KnownPerson } from './known.types.js';
import { knownStates, nameOf, stateNames } from '@samrad/network';

interface Named {
  id: string;
  code: string;
  nameEn: string;
  nameNb: string;
  nameNn: string;
}

/** What the register knows of the things a file names; read in portions, never one by one. */
@Injectable()
export class RegisterFinder {
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

  /** External key → persons who have it. */
  async keys(keys: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.inPortions<{ externalKey: string; id: string }>(
      [...new Set(keys)],
      (some) => sql`SELECT external_key AS externalKey, id FROM person WHERE external_key IN (${some})`,
    );
    return grouped(rows.map(({ externalKey, id }) => [externalKey, id]));
  }

  /** How these persons are called. */
  async names(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.inPortions<{ id: string; givenName: string; familyName: string }>(
      [...new Set(ids)],
      (some) => sql`SELECT id, given_name AS givenName, family_name AS familyName FROM person WHERE id IN (${some})`,
    );
    return new Map(rows.map((row) => [row.id, nameOf(row)]));
  }

  /** Folded name → persons who are called so, for a warning. */
  async namesakes(sortNames: readonly string[]): Promise<Map<string, string[]>> {
    type Namesake = { sortName: string; givenName: string; familyName: string; stateCode: string | null };
    const rows = await this.inPortions<Namesake>(
      [...new Set(sortNames)],
      (some) => sql`SELECT sort_name AS sortName, given_name AS givenName, family_name AS familyName,
        state_code AS stateCode FROM person WHERE sort_name IN (${some})`,
    );
    return grouped(
      rows.map((row) => [row.sortName, `${nameOf(row)}${row.stateCode === null ? '' : ` (${row.stateCode})`}`]),
    );
  }

  /** These persons with everything that a list may change. */
  async known(ids: readonly string[]): Promise<Map<string, KnownPerson>> {
    type Own = Omit<KnownPerson, 'emails' | 'languages' | 'topics' | 'affiliations' | 'memberships'>;
    const own = await this.inPortions<Own>(
      ids,
      (some) => sql`SELECT id, given_name AS givenName, family_name AS familyName, state_code AS stateCode, phone,
        mail_language AS mailLanguage, external_key AS externalKey, note, sort_name AS sortName, version
        FROM person WHERE id IN (${some})`,
    );
    const parts = () => ({ emails: [], languages: [], topics: [], affiliations: [], memberships: [] });
    const persons = new Map<string, KnownPerson>(own.map((row) => [row.id, { ...row, ...parts() }]));
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
    const emails = await this.inPortions<Of<{ address: string }>>(
      ids,
      (some) => sql`SELECT person_id AS personId, address FROM person_email WHERE person_id IN (${some})
        ORDER BY is_primary DESC, id`,
    );
    const affiliations = await this.inPortions<Of<KnownPerson['affiliations'][number]>>(
      ids,
      (some) => sql`SELECT a.person_id AS personId, a.id, a.organisation_id AS organisationId, o.name AS organisation,
        a.function, a.valid_from AS validFrom, a.valid_to AS validTo
        FROM affiliation a JOIN organisation o ON o.id = a.organisation_id WHERE a.person_id IN (${some})`,
    );
    const memberships = await this.inPortions<Of<KnownPerson['memberships'][number]>>(
      ids,
      (some) => sql`SELECT person_id AS personId, group_id AS groupId, role, valid_from AS validFrom,
        valid_to AS validTo FROM membership WHERE person_id IN (${some})`,
    );
    for (const row of emails) persons.get(row.personId)!.emails.push(row.address);
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

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const [key, value] of pairs) all.set(key, [...(all.get(key) ?? []), value]);
  return all;
}
