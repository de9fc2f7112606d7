import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Db, sql, type Sql } from '@samrad/platform/database';
import { Invalid } from '@samrad/platform/errors';
import { PersonLanguage, PersonTopic } from '../person.entity.js';
import { isCountryCode } from './countries.js';
import { PersonCountry, PersonMethod } from './expertise.entity.js';
import { type ExpertiseKind, expertiseKinds, isConfirmed, statedBy, type StatedBy } from './expertise.rules.js';

/** What a person knows. What is left out stays as it is, also who stated it. */
export interface Expertise {
  languages?: readonly string[];
  topics?: readonly string[];
  /** ISO 3166-1 alpha-2. */
  countries?: readonly string[];
  /** Codes of methods. */
  methods?: readonly string[];
}

interface Given extends Expertise {
  /** Of which kinds the actor confirms what the person said, as far as it is given. */
  confirms?: readonly ExpertiseKind[];
}

interface Stated {
  code: string;
  statedBy: StatedBy;
  isConfirmed: boolean | number;
}

interface Whose {
  id: string;
  sortName: string;
}

/** Codes of each kind. */
export type Unconfirmed = Record<ExpertiseKind, string[]>;

/** Writes what a person knows, and keeps who stated it. */
@Injectable()
export class ExpertiseParts {
  constructor(private readonly db: Db) {}

  /**
   * Inside the transaction of the change.
   * @returns what the person had said and the actor confirms
   * @throws Invalid for a topic, country or method that nobody knows
   */
  async replace(actor: Actor, { id, sortName }: Whose, given: Given): Promise<Partial<Unconfirmed>> {
    await this.check(given);
    const [own, isOwn] = [{ personId: id }, actor.personId === id];
    const before = await this.stated(id);
    const confirmed: Partial<Unconfirmed> = {};
    const marked = (kind: ExpertiseKind) =>
      [...new Set(given[kind] ?? before[kind].keys())].map((code) => {
        const was = before[kind].get(code);
        if (was && !given[kind]) return { code, by: { ...own, ...marks(was) } };
        const by = { isOwn, isConfirming: Boolean(given.confirms?.includes(kind)) };
        const isGood = isConfirmed(was && Boolean(was.isConfirmed), by);
        if (was && isGood && !was.isConfirmed) confirmed[kind] = [...(confirmed[kind] ?? []), code];
        return { code, by: { ...own, statedBy: statedBy(was?.statedBy, isOwn), isConfirmed: isGood } };
      });
    for (const entity of [PersonLanguage, PersonTopic, PersonCountry, PersonMethod]) {
      await this.db.repo(entity).delete(own);
    }
    const put = <T>(rows: T[], insert: (rows: T[]) => Promise<unknown>) => (rows.length ? insert(rows) : undefined);
    const sorted = { sortName };
    await put(marked('languages'), (rows) =>
      this.db.repo(PersonLanguage).insert(rows.map(({ code, by }) => ({ ...by, language: code }))),
    );
    await put(marked('topics'), (rows) =>
      this.db.repo(PersonTopic).insert(rows.map(({ code, by }) => ({ ...by, ...sorted, topicCode: code }))),
    );
    await put(marked('countries'), (rows) =>
      this.db.repo(PersonCountry).insert(rows.map(({ code, by }) => ({ ...by, ...sorted, countryCode: code }))),
    );
    await put(marked('methods'), (rows) =>
      this.db.repo(PersonMethod).insert(rows.map(({ code, by }) => ({ ...by, ...sorted, methodCode: code }))),
    );
    return confirmed;
  }

  /** What the person said and no organiser has confirmed, in order of the codes. */
  async unconfirmed(id: string): Promise<Unconfirmed> {
    const stated = await this.stated(id);
    const of = (kind: ExpertiseKind) => [...stated[kind].values()].filter((one) => !Number(one.isConfirmed));
    const codes = expertiseKinds.map((kind) => [
      kind,
      of(kind)
        .map(({ code }) => code)
        .sort(),
    ]);
    return Object.fromEntries(codes) as Unconfirmed;
  }

  /** Codes of countries and methods, in order. */
  async of(id: string): Promise<{ countries: string[]; methods: string[] }> {
    const codes = async (query: Sql) => (await this.db.rows<{ code: string }>(query)).map(({ code }) => code);
    const [countries, methods] = await Promise.all([
      codes(sql`SELECT country_code AS code FROM person_country WHERE person_id = ${id} ORDER BY country_code`),
      codes(sql`SELECT m.code FROM person_method pm JOIN method m ON m.code = pm.method_code
        WHERE pm.person_id = ${id} ORDER BY m.place, m.code`),
    ]);
    return { countries, methods };
  }

  private async stated(id: string) {
    const by = async (query: Sql) =>
      new Map((await this.db.rows<Stated>(query)).map((row) => [row.code, row] as const));
    return {
      languages: await by(
        sql`SELECT language AS code, stated_by AS statedBy, is_confirmed AS isConfirmed FROM person_language WHERE person_id = ${id}`,
      ),
      topics: await by(
        sql`SELECT topic_code AS code, stated_by AS statedBy, is_confirmed AS isConfirmed FROM person_topic WHERE person_id = ${id}`,
      ),
      countries: await by(sql`
        SELECT country_code AS code, stated_by AS statedBy, is_confirmed AS isConfirmed FROM person_country WHERE person_id = ${id}`),
      methods: await by(sql`
        SELECT method_code AS code, stated_by AS statedBy, is_confirmed AS isConfirmed FROM person_method WHERE person_id = ${id}`),
    };
  }

  private async check({ topics = [], countries = [], methods = [] }: Expertise): Promise<void> {
    if (await this.isUnknown(sql`SELECT code FROM topic`, topics)) {
      throw new Invalid({ topics: { key: 'network.person.invalid.topic' } });
    }
    if (!countries.every(isCountryCode)) throw new Invalid({ countries: { key: 'network.person.invalid.country' } });
    if (await this.isUnknown(sql`SELECT code FROM method`, methods)) {
      throw new Invalid({ methods: { key: 'network.person.invalid.method' } });
    }
  }

  private async isUnknown(query: Sql, codes: readonly string[]): Promise<boolean> {
    if (!codes.length) return false;
    const known = new Set((await this.db.rows<{ code: string }>(query)).map(({ code }) => code));
    return codes.some((code) => !known.has(code));
  }
}

const marks = (was: Stated) => ({ statedBy: was.statedBy, isConfirmed: Boolean(was.isConfirmed) });
