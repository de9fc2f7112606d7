import { Injectable } from '@nestjs/common';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import type { OrganisationTraits } from '../rule/organisation-likeness.rules.js';
import type { PersonTraits } from '../rule/person-likeness.rules.js';
import type { Noun } from '../rule/rule.types.js';

type Known<T> = T & { id: string };

const atOnce = 2000;

/** What is compared, read from the register. */
@Injectable()
export class TraitsFinder {
  constructor(private readonly db: Db) {}

  async count(noun: Noun): Promise<number> {
    const row = await this.db.row<{ n: number }>(
      noun === 'person' ? sql`SELECT COUNT(*) AS n FROM person` : sql`SELECT COUNT(*) AS n FROM organisation`,
    );
    return Number(row?.n ?? 0);
  }

  /** All persons, some thousand at a time, in order of their ids. */
  async *persons(): AsyncGenerator<Known<PersonTraits>[]> {
    for (let after = ''; ;) {
      const some = await this.personsWhere(sql`p.id > ${after} ORDER BY p.id LIMIT ${atOnce}`);
      if (!some.length) return;
      yield some;
      after = some.at(-1)!.id;
    }
  }

  async *organisations(): AsyncGenerator<Known<OrganisationTraits>[]> {
    for (let after = ''; ;) {
      const some = await this.organisationsWhere(sql`o.id > ${after} ORDER BY o.id LIMIT ${atOnce}`);
      if (!some.length) return;
      yield some;
      after = some.at(-1)!.id;
    }
  }

  /** @param which condition on `person p`, with what follows it */
  async personsWhere(which: Sql): Promise<Known<PersonTraits>[]> {
    const rows = await this.db.rows<Omit<Known<PersonTraits>, 'emails' | 'organisations'>>(sql`
      SELECT p.id, p.given_name AS givenName, p.family_name AS familyName, p.state_code AS stateCode, p.phone
      FROM person p WHERE ${which}`);
    if (!rows.length) return [];
    const ids = join(rows.map(({ id }) => id));
    const emails = await this.lists(sql`SELECT person_id AS id, address AS value FROM person_email
      WHERE person_id IN (${ids})`);
    const places = await this.lists(sql`SELECT a.person_id AS id, o.name AS value FROM affiliation a
      JOIN organisation o ON o.id = a.organisation_id WHERE a.person_id IN (${ids})`);
    return rows.map((row) => ({
      ...row,
      emails: emails.get(row.id) ?? [],
      organisations: places.get(row.id) ?? [],
    }));
  }

  /** @param which condition on `organisation o`, with what follows it */
  organisationsWhere(which: Sql): Promise<Known<OrganisationTraits>[]> {
    return this.db.rows<Known<OrganisationTraits>>(sql`
      SELECT o.id, o.name, o.acronym, o.state_code AS stateCode, o.website, o.number FROM organisation o WHERE ${which}`);
  }

  private async lists(query: Sql): Promise<Map<string, string[]>> {
    const lists = new Map<string, string[]>();
    for (const { id, value } of await this.db.rows<{ id: string; value: string }>(query)) {
      const list = lists.get(id);
      if (list) list.push(value);
      else lists.set(id, [value]);
    }
    return lists;
  }
}
