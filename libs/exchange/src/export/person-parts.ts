import { Injectable } from '@nestjs/common';
import type { MembershipRole, OrganisationType } from '@samrad/network';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import { affiliationText } from '../row/affiliation-text.rules.js';
import { membershipText } from '../row/membership-text.rules.js';
import type { ExportedRecord } from './export.types.js';

type Fields = ExportedRecord['fields'];

interface Own {
  id: string;
  phone: string | null;
  note: string | null;
  mailLanguage: string;
  externalKey: string | null;
}

interface Membership {
  id: string;
  code: string;
  role: MembershipRole;
  stateCode: string | null;
  ownState: string | null;
  from: string | null;
  to: string | null;
}

interface Affiliation {
  id: string;
  name: string;
  type: OrganisationType;
  stateCode: string | null;
  number: string | null;
  function: string | null;
  from: string | null;
  to: string | null;
}

/** What organisers see of persons beside the row in the directory. */
@Injectable()
export class PersonParts {
  constructor(private readonly db: Db) {}

  async of(ids: string[]): Promise<Map<string, Fields>> {
    const list = join(ids);
    const [own, affiliations, emails, ...codes] = await Promise.all([
      this.db.rows<Own>(sql`
        SELECT id, phone, note, mail_language AS mailLanguage, external_key AS externalKey
        FROM person WHERE id IN (${list})`),
      this.affiliations(list),
      this.words(sql`SELECT person_id AS id, address AS word FROM person_email WHERE person_id IN (${list})
        ORDER BY is_primary DESC, id`),
      this.words(sql`SELECT person_id AS id, language AS word FROM person_language WHERE person_id IN (${list})
        ORDER BY language`),
      this.words(sql`SELECT person_id AS id, topic_code AS word FROM person_topic WHERE person_id IN (${list})
        ORDER BY topic_code`),
      this.words(sql`SELECT person_id AS id, country_code AS word FROM person_country WHERE person_id IN (${list})
        ORDER BY country_code`),
      this.words(sql`SELECT person_id AS id, method_code AS word FROM person_method WHERE person_id IN (${list})
        ORDER BY method_code`),
    ]);
    const text = (words: Map<string, string[]> | undefined, id: string) => words?.get(id)?.join('; ') ?? null;
    return new Map(
      own.map(({ id, ...fields }) => {
        const [languages, topics, countries, methods] = codes.map((words) => text(words, id));
        const parts = { email: text(emails, id), affiliations: text(affiliations, id) };
        return [id, { ...fields, ...parts, languages, topics, countries, methods }];
      }),
    );
  }

  /** With role, State and days. */
  async memberships(ids: string[]): Promise<Map<string, string[]>> {
    const rows = await this.db.rows<Membership>(sql`
      SELECT m.person_id AS id, g.code, m.role, m.state_code AS stateCode, p.state_code AS ownState,
        m.valid_from AS \`from\`, m.valid_to AS \`to\`
      FROM membership m JOIN network_group g ON g.id = m.group_id JOIN person p ON p.id = m.person_id
      WHERE m.person_id IN (${join(ids)}) ORDER BY g.code, m.valid_from, m.id`);
    return grouped(
      rows.map(({ id, ownState, stateCode, ...term }) => {
        const isOwn = stateCode === ownState;
        return { id, word: membershipText({ ...term, ...(!isOwn && { stateCode }) }) };
      }),
    );
  }

  /** Those that last longest first. */
  private async affiliations(list: Sql): Promise<Map<string, string[]>> {
    const rows = await this.db.rows<Affiliation>(sql`
      SELECT a.person_id AS id, o.name, o.type, o.state_code AS stateCode, o.number, a.function,
        a.valid_from AS \`from\`, a.valid_to AS \`to\`
      FROM affiliation a JOIN organisation o ON o.id = a.organisation_id WHERE a.person_id IN (${list})
      ORDER BY CASE WHEN a.valid_to IS NULL THEN 0 ELSE 1 END, a.valid_to DESC, a.valid_from DESC, o.name, a.id`);
    return grouped(
      rows.map(({ id, name, type, stateCode, number, ...place }) => ({
        id,
        word: affiliationText({ organisation: { name, type, stateCode, number }, ...place }),
      })),
    );
  }

  private async words(query: Sql): Promise<Map<string, string[]>> {
    return grouped(await this.db.rows<{ id: string; word: string }>(query));
  }
}

function grouped(rows: readonly { id: string; word: string }[]): Map<string, string[]> {
  const words = new Map<string, string[]>();
  for (const { id, word } of rows) words.set(id, [...(words.get(id) ?? []), word]);
  return words;
}
