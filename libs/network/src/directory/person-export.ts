import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Db, join, sql } from '@samrad/platform/database';
import { type CsvColumn, toCsv } from '@samrad/platform/files';
import { I18n, type Language } from '@samrad/platform/i18n';
import { stateName } from '../state/known-states.js';
import { DirectoryFinder } from './directory.finder.js';
import type { PersonFilter } from '../person/person.dto.js';
import { PersonFields, withOnly } from '../person/fields/person-fields.finder.js';
import type { PersonField } from '../person/fields/person-fields.policy.js';
import { canSeeDetails } from '../person/person.policy.js';
import { PersonRecordFinder, type PersonRow } from '../person/person-record.finder.js';

interface ExportedRow extends PersonRow {
  groups: string;
  more?: Details;
}

interface Details {
  phone: string | null;
  note: string | null;
  others: string | null;
  languages: string | null;
  topics: string | null;
}

interface Choice {
  filter: PersonFilter;
  outsideEea?: boolean;
}

type Value = (row: ExportedRow) => string | null | undefined;

/** At most this many persons in one file. */
const most = 200_000;

/** The directory as a file: the same persons and the same columns that the reader may see on the page. */
@Injectable()
export class PersonExport {
  constructor(
    private readonly db: Db,
    private readonly i18n: I18n,
    private readonly directory: DirectoryFinder,
    private readonly records: PersonRecordFinder,
    private readonly fields: PersonFields,
  ) {}

  /** Headings in the reader's language; the import recognises them. */
  async csv(actor: Actor, { filter, outsideEea }: Choice, lang: Language): Promise<{ text: string; amount: number }> {
    const { rows } = await this.directory.list(actor, filter, { page: 1, per: most });
    const isFull = canSeeDetails(actor);
    const exported: ExportedRow[] = [];
    for (let at = 0; at < rows.length; at += 500) {
      const some = await this.completed(rows.slice(at, at + 500), isFull);
      exported.push(...(outsideEea ? await this.leaving(some) : some));
    }
    return { text: toCsv(this.columns(isFull, lang), exported, lang), amount: exported.length };
  }

  private columns(isFull: boolean, lang: Language): CsvColumn<ExportedRow>[] {
    const column = (word: string, value: Value) => ({ head: this.i18n.t(lang, `network.person.csv.${word}`), value });
    const forAll = [
      column('familyName', ({ familyName }) => familyName),
      column('givenName', ({ givenName }) => givenName),
      column('email', ({ email }) => email),
      column('organisation', ({ organisation }) => organisation),
      column('function', (row) => row.function),
      column('state', ({ stateCode }) => stateCode && stateName(stateCode, lang)),
      column('memberships', ({ groups }) => groups),
    ];
    if (!isFull) return forAll;
    return [
      ...forAll,
      column('otherEmails', ({ more }) => more?.others),
      column('phone', ({ more }) => more?.phone),
      column('languages', ({ more }) => more?.languages),
      column('topics', ({ more }) => more?.topics),
      column('note', ({ more }) => more?.note),
      column('leftOn', ({ leftOn }) => leftOn),
    ];
  }

  private async completed(rows: PersonRow[], isFull: boolean): Promise<ExportedRow[]> {
    const ids = rows.map(({ id }) => id);
    const groups = await this.records.groupCodes(ids);
    const details = isFull ? await this.details(ids) : null;
    return rows.map((row) => ({
      ...row,
      groups: groups.get(row.id)?.join('; ') ?? '',
      more: details?.get(row.id),
    }));
  }

  /** What may go to somebody outside the EEA; the note of the organisers never does. */
  private async leaving(rows: ExportedRow[]): Promise<ExportedRow[]> {
    const shownOf = await this.fields.outside(rows.map(({ id }) => id));
    return rows.map((row) => {
      const shown = shownOf(row.id);
      const only = <T>(field: PersonField, value: T): T | null => (shown.has(field) ? value : null);
      const { more } = row;
      const kept = more && {
        phone: only('phone', more.phone),
        note: null,
        others: only('email', more.others),
        languages: only('languages', more.languages),
        topics: only('topics', more.topics),
      };
      return { ...withOnly(shown, row), more: kept };
    });
  }

  private async details(ids: string[]): Promise<Map<string, Details>> {
    const list = join(ids);
    const [own, others, languages, topics] = await Promise.all([
      this.db.rows<{ id: string; phone: string | null; note: string | null }>(sql`
        SELECT id, phone, note FROM person WHERE id IN (${list})`),
      this.words(sql`SELECT person_id AS id, address AS word FROM person_email
        WHERE is_primary = 0 AND person_id IN (${list}) ORDER BY id`),
      this.words(sql`SELECT person_id AS id, language AS word FROM person_language WHERE person_id IN (${list})`),
      this.words(sql`SELECT person_id AS id, topic_code AS word FROM person_topic WHERE person_id IN (${list})`),
    ]);
    const text = (words: Map<string, string[]>, id: string) => words.get(id)?.join('; ') ?? '';
    return new Map(
      own.map(({ id, phone, note }) => [
        id,
        { phone, note, others: text(others, id), languages: text(languages, id), topics: text(topics, id) },
      ]),
    );
  }

  private async words(query: ReturnType<typeof sql>): Promise<Map<string, string[]>> {
    const words = new Map<string, string[]>();
    for (const { id, word } of await this.db.rows<{ id: string; word: string }>(query)) {
      words.set(id, [...(words.get(id) ?? []), word]);
    }
    return words;
  }
}
