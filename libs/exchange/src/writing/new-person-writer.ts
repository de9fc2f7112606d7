import { Injectable } from '@nestjs/common';
import { entryOf, lastsOn, sortNameOf } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { bulkInserts, Db, newIds } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { addressKey } from '@samrad/platform/pure';
import { Search } from '@samrad/platform/search';
import type { NewAffiliation, Places } from '../judging/places.rules.js';
import { organisationKey } from '../row/import-rows.rules.js';
import type { ImportedPerson } from '../row/import.rules.js';
import type { Target } from './list-writer.js';

interface Row {
  person: ImportedPerson;
  places: Places;
}

interface Placed extends Row {
  id: string;
}

/** Puts many new persons into the register with statements of many rows. */
@Injectable()
export class NewPersonWriter {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly search: Search,
  ) {}

  /** @returns their ids, in the order of the rows */
  async write(actor: Actor, rows: readonly Row[], { file, book }: Target): Promise<string[]> {
    if (!rows.length) return [];
    const ids = newIds(rows.length);
    const all = rows.map((row, at): Placed => ({ ...row, id: ids[at]! }));
    await this.persons(all);
    await this.parts(all);
    await this.affiliations(all, book);
    await this.memberships(actor, all, file);
    await this.events.recordAll('person.imported', ids, { actor, data: { file } });
    const entries = all.map((placed) => this.entry(placed, book));
    await this.search.putAll('person', entries, { areNew: true });
    return ids;
  }

  private entry({ id, person, places }: Placed, book: Target['book']) {
    const today = this.clock.today();
    const [place] = places.affiliations
      .filter(({ from: validFrom, to: validTo }) => lastsOn({ validFrom, validTo }, today))
      .sort((one, other) => (other.from ?? '').localeCompare(one.from ?? ''));
    const organisation = place && book.one(organisationOf(place, book));
    const { givenName, familyName, stateCode } = person;
    return entryOf({
      ...{ id, givenName, familyName, stateCode, email: person.addresses[0] ?? null },
      acronym: organisation?.acronym ?? null,
      organisation: place?.named.name ?? null,
      function: place?.function ?? null,
    });
  }

  private async persons(all: readonly Placed[]): Promise<void> {
    const now = this.clock.instant();
    const columns = [
      ...['id', 'given_name', 'family_name', 'sort_name', 'state_code', 'phone', 'mail_language', 'note'],
      ...['external_key', 'created_at', 'updated_at', 'version'],
    ];
    const rows = all.map(({ id, person }) => [
      ...[id, person.givenName, person.familyName, sortNameOf(person), person.stateCode, person.phone],
      ...[mailLanguageOf(person), person.note, person.externalKey, now, now, 1],
    ]);
    await this.insert('person', columns, rows);
  }

  private async parts(all: readonly Placed[]): Promise<void> {
    const emails = all.flatMap(({ id, person }) =>
      person.addresses.map((address, at) => [id, address, addressKey(address), Number(at === 0)]),
    );
    await this.insertNew('person_email', ['person_id', 'address', 'address_key', 'is_primary'], emails);
    const languages = all.flatMap(({ id, person }) => person.languages.map((code) => [id, code]));
    await this.insert('person_language', ['person_id', 'language'], languages);
    const topics = all.flatMap(({ id, person }) => person.topics.map((code) => [id, code, sortNameOf(person)]));
    await this.insert('person_topic', ['person_id', 'topic_code', 'sort_name'], topics);
    const countries = all.flatMap(({ id, person }) => person.countries.map((code) => [id, code, sortNameOf(person)]));
    await this.insert('person_country', ['person_id', 'country_code', 'sort_name'], countries);
    const methods = all.flatMap(({ id, person }) => person.methods.map((code) => [id, code, sortNameOf(person)]));
    await this.insert('person_method', ['person_id', 'method_code', 'sort_name'], methods);
  }

  private async affiliations(all: readonly Placed[], book: Target['book']): Promise<void> {
    const rows = all.flatMap(({ id, places }) =>
      places.affiliations.map((place) => [id, organisationOf(place, book), place.function, place.from, place.to]),
    );
    await this.insertNew('affiliation', ['person_id', 'organisation_id', 'function', 'valid_from', 'valid_to'], rows);
  }

  private async memberships(actor: Actor, all: readonly Placed[], file: string): Promise<void> {
    const rows = all.flatMap(({ id, person, places }) =>
      places.memberships.map(({ groupId, role, stateCode = person.stateCode, from, to }) => [
        ...[groupId, id, role, stateCode, sortNameOf(person), from, to, 1],
      ]),
    );
    const columns = ['group_id', 'person_id', 'role', 'state_code', 'sort_name', 'valid_from', 'valid_to', 'version'];
    await this.insertNew('membership', columns, rows);
    const counts = new Map<string, number>();
    for (const [groupId] of rows) counts.set(groupId as string, (counts.get(groupId as string) ?? 0) + 1);
    for (const [groupId, count] of counts) await this.events.record('group.imported', groupId, actor, { file, count });
  }

  /** Rows that get an id here. */
  private async insertNew(table: string, columns: readonly string[], rows: readonly (readonly unknown[])[]) {
    const ids = newIds(rows.length);
    await this.insert(
      table,
      ['id', ...columns],
      rows.map((row, at) => [ids[at], ...row]),
    );
  }

  private async insert(table: string, columns: readonly string[], rows: readonly (readonly unknown[])[]) {
    for (const statement of bulkInserts(table, columns, rows)) await this.db.run(statement);
  }
}

function organisationOf({ organisation, named }: NewAffiliation, book: Target['book']): string {
  const id = 'id' in organisation ? organisation.id : book.named(named);
  if (!id) throw new Error(`no organisation for ${organisationKey(named)}`);
  return id;
}

/** Mails go in the language told, else in the Norwegian form somebody works in, else in English. */
function mailLanguageOf({ mailLanguage, languages, stateCode }: ImportedPerson): string {
  if (mailLanguage !== null) return mailLanguage;
  if (stateCode !== 'NO') return 'en';
  return languages.includes('nn') && !languages.includes('nb') ? 'nn' : 'nb';
}
