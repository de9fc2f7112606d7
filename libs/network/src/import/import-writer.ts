import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { bulkInserts, Db, join, newIds, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { addressKey } from '@samrad/platform/pure';
import { Search } from '@samrad/platform/search';
import { organisationEntry, organisationSortName } from '../organisation/organisation.service.js';
import type { ImportPlan, PlannedMembership } from './rules/import-plan.rules.js';
import type { ImportedPerson } from './rules/import.rules.js';
import { changesOf } from '../person/history/history.rules.js';
import { PersonProtection } from '../person/person-protection.js';
import { entryOf, PersonIndex } from '../person/person-index.js';
import { lastsOn, overlap, sortNameOf } from '../person/person.rules.js';
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
    private readonly protection: PersonProtection,
    private readonly events: Events,
  ) {}

  /** @returns ids of all persons that were added or completed */
  async write(actor: Actor, plan: ImportPlan, known: ReadonlyMap<string, KnownPerson>): Promise<string[]> {
    const organisations = await this.organisations(plan);
    const ids = newIds(plan.create.length);
    const added = plan.create.map((person, index): Placed => ({ id: ids[index]!, person }));
    const completed = plan.update.map((person): Placed => ({
      ...{ id: person.personId!, person },
      before: known.get(person.personId!),
    }));
    const all = [...added, ...completed];
    await this.persons(added);
    for (const placed of completed) await this.complete(actor, placed);
    await this.parts(actor, all);
    await this.affiliations(plan, all, organisations);
    await this.memberships(plan.memberships, all);
    await this.putIntoSearch(plan, added, completed);
    return all.map(({ id }) => id);
  }

  /** Of new persons all is known here; the completed ones are read again. */
  private async putIntoSearch(plan: ImportPlan, added: readonly Placed[], completed: readonly Placed[]): Promise<void> {
    const today = this.clock.today();
    const acronyms = await this.acronyms(plan);
    const entries = added.map(({ id, person }) => {
      const isThere = person.membership !== null || lastsOn({ validFrom: person.from, validTo: person.to }, today);
      const { givenName, familyName, stateCode } = person;
      return entryOf({
        ...{ id, givenName, familyName, stateCode, email: person.addresses[0] ?? null },
        acronym: isThere ? (acronyms.get(person.row) ?? null) : null,
        organisation: isThere ? (person.organisation?.name ?? null) : null,
        function: isThere && person.organisation ? person.function : null,
      });
    });
    await this.search.putAll('person', entries, { areNew: true });
    await this.index.put(completed.map(({ id }) => id));
  }

  /** @returns row → acronym of the organisation that the register has for it */
  private async acronyms({ affiliations }: ImportPlan): Promise<Map<number, string>> {
    const known = await this.db.rows<{ id: string; acronym: string }>(sql`
      SELECT id, acronym FROM organisation WHERE acronym IS NOT NULL`);
    const byId = new Map(known.map(({ id, acronym }) => [id, acronym]));
    return new Map(
      affiliations.flatMap(({ row, organisationId }): [number, string][] => {
        const acronym = organisationId === null ? undefined : byId.get(organisationId);
        return acronym ? [[row, acronym]] : [];
      }),
    );
  }

  /** @returns `organisationKey` → id of those that were added */
  private async organisations(plan: ImportPlan): Promise<Map<string, string>> {
    const now = this.clock.instant();
    const ids = newIds(plan.organisations.length);
    const placed = plan.organisations.map((organisation, index) => ({ id: ids[index]!, ...organisation }));
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
  private async complete(actor: Actor, { id, person, before }: Placed): Promise<void> {
    if (!before) return;
    const stateCode = before.stateCode ?? person.stateCode;
    const phone = before.phone ?? person.phone;
    const isNewNote = person.note !== null && !before.note?.includes(person.note);
    const note = isNewNote ? [before.note, person.note].filter(Boolean).join('\n') : before.note;
    const facts = changesOf(before, { stateCode, phone, note });
    if (!facts.fields.length) return;
    await this.db.run(sql`UPDATE person SET state_code = ${stateCode}, phone = ${phone}, note = ${note},
      updated_at = ${this.clock.instant()}, version = version + 1 WHERE id = ${id}`);
    await this.events.record('person.updated', id, actor, facts);
  }

  private async parts(actor: Actor, all: readonly Placed[]): Promise<void> {
    const taken = await this.takenAddresses(all);
    const emails = all.flatMap(({ id, person, before }) =>
      person.addresses
        .map((address) => ({ address, key: addressKey(address) }))
        .filter(({ key }) => !taken.has(key))
        .map(({ address, key }, index) => [id, address, key, Number(!before && index === 0)]),
    );
    const completed = new Set(all.filter(({ before }) => before).map(({ id }) => id));
    const extended = emails.map(([id]) => id as string).filter((id) => completed.has(id));
    const personIds = [...new Set(extended)];
    await this.protection.demandAddresses(actor, { personIds, isAdded: true }, 'file');
    await this.insertNew('person_email', ['person_id', 'address', 'address_key', 'is_primary'], emails);
    for (const { id, before } of all) {
      if (before && personIds.includes(id)) await this.tellOfAddresses(actor, id);
    }
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

  /** An import adds addresses and leaves the main one. */
  private async tellOfAddresses(actor: Actor, personId: string): Promise<void> {
    const main = await this.db.row<{ address: string }>(sql`
      SELECT address FROM person_email WHERE person_id = ${personId} AND is_primary = 1`);
    if (main) await this.protection.addressesChanged(actor, personId, main.address);
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
        return isThere ? [] : [[placed.id, place, title, from, to]];
      },
    );
    const columns = ['person_id', 'organisation_id', 'function', 'valid_from', 'valid_to'];
    await this.insertNew('affiliation', columns, rows);
  }

  private async memberships(planned: readonly PlannedMembership[], all: readonly Placed[]) {
    const byRow = new Map(all.map((placed) => [placed.person.row, placed]));
    const rows = planned.flatMap(({ row, groupId, role, stateCode, from, to }): Row[] => {
      const placed = byRow.get(row);
      if (!placed) return [];
      const sortName = placed.before?.sortName ?? sortNameOf(placed.person);
      return [[groupId, placed.id, role, stateCode, sortName, from, to, 1]];
    });
    const columns = ['group_id', 'person_id', 'role', 'state_code', 'sort_name', 'valid_from', 'valid_to'];
    await this.insertNew('membership', [...columns, 'version'], rows);
  }

  /** Rows that get an id here. */
  private async insertNew(table: string, columns: readonly string[], rows: readonly Row[]): Promise<void> {
    const ids = newIds(rows.length);
    const complete = rows.map((row, index) => [ids[index], ...row]);
    await this.insert(table, ['id', ...columns], complete);
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
