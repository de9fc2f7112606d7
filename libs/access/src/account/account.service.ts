import { Injectable } from '@nestjs/common';
import { demand, found, Conflict, Invalid } from '@samrad/platform/errors';
import { system, type Actor, type Role } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, Settings, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { SessionService } from '../session/session.service.js';
import { Account, AccountRole } from './account.entity.js';
import { AccountFinder } from './account.finder.js';
import { canManageAccounts } from './account.policy.js';
import { firstRole, inOrder, roleChange } from './account.rules.js';
import { Passwords } from './passwords.js';

export interface NewAccount {
  personId: string;
  roles: readonly Role[];
  /** In the clear; hashed here. Absent: signs in by link. */
  password?: string;
}

/** Who has an account, and what it may do. */
@Injectable()
export class AccountService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly finder: AccountFinder,
    private readonly sessions: SessionService,
    private readonly settings: Settings,
    private readonly passwords: Passwords,
  ) {}

  /** An account for a person in the network. @returns its id. @throws Invalid when there is one, or no such person */
  async create(actor: Actor, input: NewAccount): Promise<string> {
    demand(canManageAccounts(actor));
    const passwordHash = input.password === undefined ? null : await this.passwords.hash(input.password);
    return this.db.tx(async () => {
      const person = await this.finder.addresseeOf(input.personId);
      if (!person) throw new Invalid({ personId: { key: 'access.account.noSuchPerson' } });
      if (person.accountId) throw new Invalid({ personId: { key: 'access.account.exists' } });
      return this.insert(actor, { ...input, passwordHash });
    });
  }

  /** The account of a person of the network, made when there is none yet: an expert's. Joins the open transaction. */
  async forPerson(personId: string): Promise<string> {
    const known = await this.finder.byPerson(personId);
    return known?.id ?? this.insert(system, { personId, roles: [firstRole], passwordHash: null });
  }

  /** Says what an account may do. @throws Conflict when nobody would be left to administer */
  async setRoles(
    actor: Actor,
    id: string,
    input: { roles: readonly Role[]; version: number; why?: string | null },
  ): Promise<void> {
    demand(canManageAccounts(actor));
    const wanted = inOrder(input.roles);
    await this.db.tx(async () => {
      await this.oneAtATime();
      found(await this.finder.one(id));
      const change = roleChange(await this.finder.rolesOf(id), wanted);
      if (change.revoked.includes('administrator')) await this.keepOne(id);
      await this.db.update(Account, { id, version: input.version }, {});
      await this.db.run(sql`DELETE FROM account_role WHERE account_id = ${id}`);
      await this.db.repo(AccountRole).insert(wanted.map((role) => ({ accountId: id, role })));
      await this.events.record('account.roles-changed', id, actor, { ...change, ...(input.why && { why: input.why }) });
    });
  }

  /** Nobody signs in with it from now on; whoever is signed in is signed out. */
  async disable(actor: Actor, id: string, version: number): Promise<void> {
    demand(canManageAccounts(actor));
    await this.db.tx(async () => {
      await this.oneAtATime();
      const account = found(await this.finder.one(id));
      if (account.roles.includes('administrator')) await this.keepOne(id);
      await this.db.update(Account, { id, version }, { isDisabled: true });
      await this.sessions.endAll(id);
      await this.db.run(sql`DELETE FROM sign_in_link WHERE person_id = ${account.personId}`);
      await this.events.record('account.disabled', id, actor);
    });
  }

  async enable(actor: Actor, id: string, version: number): Promise<void> {
    demand(canManageAccounts(actor));
    await this.db.tx(async () => {
      found(await this.finder.one(id));
      await this.db.update(Account, { id, version }, { isDisabled: false });
      await this.events.record('account.enabled', id, actor);
    });
  }

  /** Signs an account out everywhere. */
  async endSessions(actor: Actor, id: string): Promise<void> {
    demand(canManageAccounts(actor));
    await this.db.tx(async () => {
      found(await this.finder.one(id));
      await this.sessions.endAll(id);
      await this.events.record('account.sessions-ended', id, actor);
    });
  }

  private async insert(
    actor: Actor,
    { personId, roles, passwordHash }: { personId: string; roles: readonly Role[]; passwordHash: string | null },
  ): Promise<string> {
    const id = newId();
    const createdAt = this.clock.instant();
    await this.db
      .repo(Account)
      .insert({ id, personId, passwordHash, language: null, isDisabled: false, createdAt, version: 1 });
    await this.db.repo(AccountRole).insert(inOrder(roles).map((role) => ({ accountId: id, role })));
    await this.events.record('account.created', id, actor, { roles: inOrder(roles) });
    return id;
  }

  /** Two administrators who take each other's role away at once wait for each other at this row. */
  private oneAtATime(): Promise<void> {
    return this.settings.set('access.administrators-changed', this.clock.instant());
  }

  private async keepOne(exceptId: string): Promise<void> {
    if ((await this.finder.otherAdministrators(exceptId)) === 0) throw new Conflict('access.account.lastAdministrator');
  }
}
