import { Injectable } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { bulkInserts, Db, join, newId, sql } from '@samrad/platform/database';
import { addressKey } from '@samrad/platform/pure';
import { Search } from '@samrad/platform/search';
import { organisationEntry, organisationSortName } from '../organisation/organisation.service.js';
import type { ImportPlan, PlannedMembership } from '../person/import-plan.rules.js';
import type { ImportedPerson } from '../person/import.rules.js';
import { PersonIndex } from '../person/person-index.js';
import { overlap, sortNameOf } from '../person/person.rules.js';
import type { KnownPerson } from './import.finder.js';

type Row = readonly unknown[];

interface Placed {
  id: string;
  person: ImportedPerson;
  before?: KnownPerson;
}

/** Writes the plan of an import in statements of many rows; inside the caller's transaction. */
@Injectable()
export class ImportWriter {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly search: Search,
    private readonly index: PersonIndex,
  ) {}

  /** @returns ids of all persons that were added or completed */
  async write(plan: ImportPlan, known: ReadonlyMap<string, KnownPerson>): Promise<string[]> {
    const organisations = await this.organisations(plan);
    const added = plan.create.map((person): Placed => ({ id: newId(), person }));
    const completed = plan.update.map((person): Placed => ({
      ...{ id: person.personId!, person },
      before: known.get(person.personId!),
    }));
    const all = [...added, ...completed];
    await this.persons(added);
    for (const placed of completed) await this.complete(placed);
    await this.parts(all);
    await this.affiliations(plan, all, organisations);
    await this.memberships(plan.memberships, all);
    const ids = all.map(({ id }) => id);
    await this.index.put(ids);
    return ids;
  }

  /** @returns `organisationKey` → id of those that were added */
  private async organisations(plan: ImportPlan): Promise<Map<string, string>> {
    const now = this.clock.instant();
    const placed = plan.organisations.map((organisation) => ({ id: newId(), ...organisation }));
    const columns = ['id', 'name', 'sort_name', 'type', 'state_code', 'created_at', 'updated_at', 'version'];
    const rows = placed.map(({ id, name, type, stateCode }) => [
      ...[id, name, organisationSortName(name), type, stateCode, now, now, 1],
    ]);
    await this.insert('organisation', columns, rows);
    const blank = { acronym: null, website: null, note: null };
    await this.search.putAll(
      'organisation',
      placed.map((organisation) => organisationEntry({ ...organisation, ...blank })),
    );
    return new Map(placed.map(({ key, id }) => [key, id]));
  }

  private async persons(added: readonly Placed[]): Promise<void> {
    const now = this.clock.instant();
    const columns = [
      ...['id', 'given_name', 'family_name', 'sort_name', 'state_code', 'phone', 'mail_language', 'note'],
      ...['created_at', 'updated_at', 'version'],
    ];
    const rows = added.map(({ id, person }) => [
      ...[id, person.givenName, person.familyName, sortNameOf(person), person.stateCode, person.phone],
      ...[mailLanguageOf(person), person.note, now, now, 1],
    ]);
    await this.insert('person', columns, rows);
  }

  /** Fills what is blank in the register; a new note goes below the old one. Nothing is overwritten. */
  private async complete({ id, person, before }: Placed): Promise<void> {
    if (!before) return;
    const stateCode = before.stateCode ?? person.stateCode;
    const phone = before.phone ?? person.phone;
    const isNewNote = person.note !== null && !before.note?.includes(person.note);
    const note = isNewNote ? [before.note, person.note].filter(Boolean).join('\n') : before.note;
    if (stateCode === before.stateCode && phone === before.phone && note === before.note) return;
    await this.db.run(sql`UPDATE person SET state_code = ${stateCode}, phone = ${phone}, note = ${note},
      updated_at = ${this.clock.instant()}, version = version + 1 WHERE id = ${id}`);
  }

  private async parts(all: readonly Placed[]): Promise<void> {
    const taken = await this.takenAddresses(all);
    const emails = all.flatMap(({ id, person, before }) =>
      person.addresses
        .map((address) => ({ address, key: addressKey(address) }))
        .filter(({ key }) => !taken.has(key))
        .map(({ address, key }, index) => [newId(), id, address, key, !before && index === 0]),
    );
    await this.insert('person_email', ['id', 'person_id', 'address', 'address_key', 'is_primary'], emails);
    const languages = all.flatMap(({ id, person, before }) =>
      person.languages.filter((code) => !before?.languages.includes(code)).map((code) => [id, code]),
    );
    await this.insert('person_language', ['person_id', 'language'], languages);
    const topics = all.flatMap(({ id, person, before }) =>
      person.topics
        .filter((code) => !before?.topics.includes(code))
        .map((code) => [id, code, before?.sortName ?? sortNameOf(person)]),
    );
    await this.insert('person_topic', ['person_id', 'topic_code', 'sort_name'], topics);
  }

  /** Addresses that the completed persons have already. */
  private async takenAddresses(all: readonly Placed[]): Promise<Set<string>> {
    const completed = all.filter(({ before }) => before).map(({ id }) => id);
    const taken = new Set<string>();
    for (let at = 0; at < completed.length; at += 1000) {
      const some = completed.slice(at, at + 1000);
      const list = sql`SELECT address_key AS address FROM person_email WHERE person_id IN (${join(some)})`;
      for (const { address } of await this.db.rows<{ address: string }>(list)) taken.add(address);
    }
    return taken;
  }

  private async affiliations(plan: ImportPlan, all: readonly Placed[], added: ReadonlyMap<string, string>) {
    const byRow = new Map(all.map((placed) => [placed.person.row, placed]));
    const rows = plan.affiliations.flatMap(
      ({ row, organisationKey, organisationId, function: title, from, to }): Row[] => {
        const placed = byRow.get(row);
        const place = organisationId ?? added.get(organisationKey);
        if (!placed || !place) return [];
        const period = { validFrom: from, validTo: to };
        const isThere = placed.before?.affiliations.some((one) => one.organisationId === place && overlap(one, period));
        return isThere ? [] : [[newId(), placed.id, place, title, from, to]];
      },
    );
    const columns = ['id', 'person_id', 'organisation_id', 'function', 'valid_from', 'valid_to'];
    await this.insert('affiliation', columns, rows);
  }

  private async memberships(planned: readonly PlannedMembership[], all: readonly Placed[]) {
    const byRow = new Map(all.map((placed) => [placed.person.row, placed]));
    const rows = planned.flatMap(({ row, groupId, role, stateCode, from, to }): Row[] => {
      const placed = byRow.get(row);
      if (!placed) return [];
      const sortName = placed.before?.sortName ?? sortNameOf(placed.person);
      return [[newId(), groupId, placed.id, role, stateCode, sortName, from, to, 1]];
    });
    const columns = ['id', 'group_id', 'person_id', 'role', 'state_code', 'sort_name', 'valid_from', 'valid_to'];
    await this.insert('membership', [...columns, 'version'], rows);
  }

  private async insert(table: string, columns: readonly string[], rows: readonly Row[]): Promise<void> {
    for (const statement of bulkInserts(table, columns, rows)) await this.db.run(statement);
  }
}

/** Mails go in the Norwegian form somebody works in, else in English. */
const mailLanguageOf = ({ languages, stateCode }: ImportedPerson): string => {
  if (stateCode !== 'NO') return 'en';
  return languages.includes('nn') && !languages.includes('nb') ? 'nn' : 'nb';
};
