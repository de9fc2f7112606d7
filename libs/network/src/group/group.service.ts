import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Search } from '@samrad/platform/search';
import { changesOf } from '../person/history/history.rules.js';
import type { GroupChange, GroupInput } from './group.dto.js';
import { Group } from './group.entity.js';
import { GroupFinder, type GroupRecord } from './group.finder.js';
import { canManageGroups, canSeeGroups } from './group.policy.js';
import { knownGroups } from './known-groups.js';

@Injectable()
export class GroupService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly search: Search,
    private readonly finder: GroupFinder,
  ) {}

  onModuleInit(): void {
    this.search.register('group', (actor) => (canSeeGroups(actor) ? sql`1 = 1` : null), {
      ids: sql`SELECT id FROM network_group`,
      put: (ids) => this.putAll(ids),
    });
  }

  /** Adds the groups that come with the product and are missing. */
  async load(): Promise<void> {
    await this.db.tx(async () => {
      const present = new Set((await this.finder.all()).map(({ code }) => code));
      for (const group of knownGroups) {
        if (!present.has(group.code)) await this.create(system, group);
      }
    });
  }

  /** @returns the new id. @throws Invalid when the short name is taken */
  async create(actor: Actor, input: GroupInput): Promise<string> {
    demand(canManageGroups(actor));
    return this.unique(async () => {
      const id = newId();
      await this.db.repo(Group).insert({ id, ...input, createdAt: this.clock.instant() });
      await this.events.record('group.created', id, actor);
      await this.put(id, input);
      return id;
    });
  }

  /** @throws Conflict with both texts when somebody else changed it first */
  async change(actor: Actor, id: string, { version, why, ...input }: GroupChange): Promise<void> {
    demand(canManageGroups(actor));
    await this.unique(async () => {
      const before = found(await this.finder.one(id));
      if (before.version !== version) {
        throw new Conflict(undefined, { theirs: fieldsOf(before), yours: input, version: before.version });
      }
      await this.db.update(Group, { id, version }, input);
      await this.events.record('group.updated', id, actor, changesOf(fieldsOf(before), input, why));
      await this.put(id, input);
    });
  }

  private async putAll(ids: string[]): Promise<void> {
    for (const group of await this.finder.all()) if (ids.includes(group.id)) await this.put(group.id, group);
  }

  private async put(id: string, { code, nameEn, nameNb, nameNn, description }: GroupInput): Promise<void> {
    const also = [nameNb, nameNn].join(' ');
    await this.search.put('group', id, {
      title: `${code}: ${nameEn}`,
      body: description ?? '',
      also,
      url: `/groups/${id}`,
    });
  }

  private unique<T>(work: () => Promise<T>): Promise<T> {
    return this.db.tx(work).catch((error: unknown) => {
      throw isDuplicate(error) ? new Invalid({ code: { key: 'network.group.invalid.codeTaken' } }) : error;
    });
  }
}

const fieldsOf = ({ code, nameEn, nameNb, nameNn, kind, description }: GroupRecord): GroupInput => ({
  code,
  nameEn,
  nameNb,
  nameNn,
  kind,
  description,
});
