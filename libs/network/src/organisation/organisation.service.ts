import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, newId, sql, type Sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { fold } from '@samrad/platform/pure';
import { Search } from '@samrad/platform/search';
import { PersonIndex } from '../person/person-index.js';
import { changesOf } from '../person/history/history.rules.js';
import { shownCode, stateNames } from '../state/known-states.js';
import type { OrganisationChange, OrganisationInput } from './organisation.dto.js';
import { Organisation } from './organisation.entity.js';
import { OrganisationFinder, type OrganisationRecord } from './organisation.finder.js';
import { canManageOrganisations, canSeeOrganisations } from './organisation.policy.js';

/** The order of organisations: by folded name. */
export const organisationSortName = (name: string): string => fold(name).slice(0, 200);

@Injectable()
export class OrganisationService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly search: Search,
    private readonly finder: OrganisationFinder,
    private readonly persons: PersonIndex,
  ) {}

  onModuleInit(): void {
    this.search.register('organisation', (actor) => (canSeeOrganisations(actor) ? sql`1 = 1` : null), {
      ids: sql`SELECT id FROM organisation`,
      put: (ids) => this.putAll(sql`id IN (${join(ids)})`),
    });
  }

  /** @returns the new id. @throws Invalid when the State has one of the same name, Forbidden */
  async create(actor: Actor, input: OrganisationInput): Promise<string> {
    demand(canManageOrganisations(actor));
    return this.db.tx(async () => {
      await this.checkName(input);
      const id = newId();
      const now = this.clock.instant();
      const sortName = organisationSortName(input.name);
      await this.db.repo(Organisation).insert({ id, ...input, sortName, createdAt: now, updatedAt: now });
      await this.events.record('organisation.created', id, actor);
      await this.search.put('organisation', id, organisationEntry({ id, ...input }));
      return id;
    });
  }

  /** @throws Conflict with both texts when somebody else changed it first */
  async change(actor: Actor, id: string, { version, why, ...input }: OrganisationChange): Promise<void> {
    demand(canManageOrganisations(actor));
    await this.db.tx(async () => {
      const before = found(await this.finder.one(id));
      if (before.version !== version) {
        throw new Conflict(undefined, { theirs: fieldsOf(before), yours: input, version: before.version });
      }
      await this.checkName(input, id);
      const patch = { ...input, sortName: organisationSortName(input.name), updatedAt: this.clock.instant() };
      await this.db.update(Organisation, { id, version }, patch);
      await this.events.record('organisation.updated', id, actor, changesOf(fieldsOf(before), input, why));
      await this.search.put('organisation', id, organisationEntry({ id, ...input }));
      if (before.name !== input.name || before.acronym !== input.acronym) await this.renameAtPersons(id);
    });
  }

  /** Only one where nobody works or worked. @throws Conflict otherwise */
  async remove(actor: Actor, id: string): Promise<void> {
    demand(canManageOrganisations(actor));
    await this.db.tx(async () => {
      const before = found(await this.finder.one(id));
      if (await this.finder.isUsed(id)) throw new Conflict('network.organisation.inUse');
      await this.db.repo(Organisation).delete({ id });
      await this.search.remove('organisation', id);
      await this.events.record('organisation.deleted', id, actor, { name: before.name });
    });
  }

  /** Writes what can be found of these anew, after they were changed as a whole. */
  index(ids: readonly string[]): Promise<void> {
    return this.putAll(sql`id IN (${join([...ids])})`);
  }

  private async checkName({ name, stateCode }: OrganisationInput, except = ''): Promise<void> {
    const same = await this.db.row(sql`
      SELECT id FROM organisation WHERE sort_name = ${organisationSortName(name)} AND id <> ${except}
        AND COALESCE(state_code, '') = ${stateCode ?? ''}`);
    if (same) throw new Invalid({ name: { key: 'network.organisation.invalid.nameTaken' } });
  }

  /** Organisations and persons are found by the names of their State. */
  async renameState(stateCode: string): Promise<void> {
    const persons = sql`SELECT id FROM person WHERE state_code = ${stateCode}`;
    await this.db.tx(async () => {
      await this.putAll(sql`state_code = ${stateCode}`);
      await this.persons.put((await this.db.rows<{ id: string }>(persons)).map(({ id }) => id));
    });
  }

  private async putAll(which: Sql): Promise<void> {
    const rows = await this.db.rows<OrganisationInput & { id: string }>(sql`
      SELECT id, name, acronym, state_code AS stateCode, website FROM organisation WHERE ${which}`);
    await this.search.putAll('organisation', rows.map(organisationEntry));
  }

  /** Persons are found by where they work. */
  private async renameAtPersons(id: string): Promise<void> {
    const persons = await this.db.rows<{ id: string }>(sql`
      SELECT DISTINCT person_id AS id FROM affiliation WHERE organisation_id = ${id}`);
    await this.persons.put(persons.map((person) => person.id));
  }
}

const fieldsOf = ({
  name,
  acronym,
  type,
  stateCode,
  website,
  number,
  externalKey,
  note,
}: OrganisationRecord): OrganisationInput => ({
  name,
  acronym,
  type,
  stateCode,
  website,
  number,
  externalKey,
  note,
});

/** What can be found of an organisation; notes are for organisers and stay out. */
export const organisationEntry = ({ id, name, acronym, stateCode, website }: OrganisationInput & { id: string }) => ({
  recordId: id,
  title: name,
  body: [acronym, stateCode && shownCode(stateCode), website].filter(Boolean).join(' · '),
  also: stateNames(stateCode).join(' '),
  url: `/organisations/${id}`,
});
