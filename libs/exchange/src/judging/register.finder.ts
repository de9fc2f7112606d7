import { Injectable } from '@nestjs/common';
import { Db, sql } from '@samrad/platform/database';
import { languages } from '@samrad/platform/i18n';
import { wordKey } from '../row/import-text.rules.js';
import { stateIndex } from '../row/import-words.rules.js';
import { inPortions } from './in-portions.js';
import { countryOptions, knownStates, MethodFinder, nameOf, personsByFormerKey, stateNames } from '@samrad/network';

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
  constructor(
    private readonly db: Db,
    private readonly methodFinder: MethodFinder,
  ) {}

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

  /** `wordKey` of every code and name → code of the method. */
  async methods(): Promise<Map<string, string>> {
    return byWord((await this.methodFinder.all()).map((method) => ({ id: method.code, ...method })));
  }

  /** `wordKey` of every code and name → code of the country of origin. */
  countries(): Map<string, string> {
    return countryIndex;
  }

  /** Group → its short name. */
  async groupCodes(): Promise<Map<string, string>> {
    const rows = await this.db.rows<{ id: string; code: string }>(sql`SELECT id, code FROM network_group`);
    return new Map(rows.map(({ id, code }) => [id, code]));
  }

  /** Key of each of these addresses that somebody has → person. */
  async persons(keys: readonly string[]): Promise<Map<string, string>> {
    const rows = await inPortions<{ address: string; id: string }>(
      this.db,
      [...new Set(keys)],
      (some) => sql`SELECT address_key AS address, person_id AS id FROM person_email WHERE address_key IN (${some})`,
    );
    return new Map(rows.map(({ address, id }) => [address, id]));
  }

  /** External key → persons who have it, or had it before two records became one. */
  async keys(keys: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await inPortions<{ externalKey: string; id: string }>(
      this.db,
      [...new Set(keys)],
      (some) => sql`SELECT external_key AS externalKey, id FROM person WHERE external_key IN (${some})
        UNION ALL ${personsByFormerKey(some)}`,
    );
    return grouped(rows.map(({ externalKey, id }) => [externalKey, id]));
  }

  /** How these persons are called. */
  async names(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await inPortions<{ id: string; givenName: string; familyName: string }>(
      this.db,
      [...new Set(ids)],
      (some) => sql`SELECT id, given_name AS givenName, family_name AS familyName FROM person WHERE id IN (${some})`,
    );
    return new Map(rows.map((row) => [row.id, nameOf(row)]));
  }

  /** Folded name → persons who are called so, for a warning. */
  async namesakes(sortNames: readonly string[]): Promise<Map<string, string[]>> {
    type Namesake = { sortName: string; givenName: string; familyName: string; stateCode: string | null };
    const rows = await inPortions<Namesake>(
      this.db,
      [...new Set(sortNames)],
      (some) => sql`SELECT sort_name AS sortName, given_name AS givenName, family_name AS familyName,
        state_code AS stateCode FROM person WHERE sort_name IN (${some})`,
    );
    return grouped(
      rows.map((row) => [row.sortName, `${nameOf(row)}${row.stateCode === null ? '' : ` (${row.stateCode})`}`]),
    );
  }
}

/** `wordKey` of every code and name in the three languages → code. */
const countryIndex = new Map(
  languages
    .flatMap((language) => countryOptions(language))
    .flatMap(({ value, label }) => [value, label].map((word): [string, string] => [wordKey(word), value])),
);

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
