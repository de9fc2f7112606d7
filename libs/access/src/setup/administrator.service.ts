import { Injectable } from '@nestjs/common';
import { AffiliationService, OrganisationService, PersonService } from '@samrad/network';
import { RateLimits, system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { found, Invalid, NotFound } from '@samrad/platform/errors';
import { AccountFinder } from '../account/account.finder.js';
import { AccountService } from '../account/account.service.js';
import { passwordFault } from '../account/password.rules.js';
import { Passwords } from '../account/passwords.js';
import { hashOf } from '../session/random-secret.js';
import { SetupCode } from './setup-code.js';
import type { SetupInput } from './setup.dto.js';

export interface NewAdministrator {
  givenName: string;
  familyName: string;
  email: string;
  /** Blank or absent: none. */
  organisation?: string;
  /** Absent: signs in by link. */
  password?: string;
}

export interface Administrator {
  accountId: string;
  personId: string;
}

/** Makes administrators where nobody is signed in yet: at set-up and on the command line. */
@Injectable()
export class AdministratorService {
  constructor(
    private readonly db: Db,
    private readonly limits: RateLimits,
    private readonly persons: PersonService,
    private readonly organisations: OrganisationService,
    private readonly affiliations: AffiliationService,
    private readonly accounts: AccountService,
    private readonly finder: AccountFinder,
    private readonly passwords: Passwords,
    private readonly code: SetupCode,
  ) {}

  /** The very first one, with the code that the console printed. @throws NotFound once there is an account, Invalid */
  async createFirst({ code, ...input }: SetupInput, ip: string): Promise<Administrator> {
    await this.limits.hit(`setup:${hashOf(ip)}`, 20, 15 * 60);
    return this.db.tx(async () => {
      if (!(await this.code.isNeeded())) throw new NotFound();
      if (!(await this.code.use(code))) throw new Invalid({ code: { key: 'access.setup.wrongCode' } });
      return this.create(input);
    });
  }

  /** Finds or makes person and account, and gives the role. @throws Invalid */
  async create(input: NewAdministrator): Promise<Administrator> {
    const { givenName, familyName, email } = input;
    const hash = input.password === undefined ? null : await this.hash(input, input.password);
    return this.db.tx(async () => {
      const personId = await this.persons.createContact(system, { givenName, familyName, email });
      if (input.organisation) await this.placeAt(personId, input.organisation);
      if (!(await this.finder.addresseeOf(personId)))
        throw new Invalid({ email: { key: 'access.account.cannotSignIn' } });
      const accountId = await this.accounts.forPerson(personId);
      await this.promote(accountId);
      if (hash) await this.db.run(sql`UPDATE account SET password_hash = ${hash} WHERE id = ${accountId}`);
      return { accountId, personId };
    });
  }

  private async hash({ email, givenName, familyName }: NewAdministrator, password: string): Promise<string> {
    const fault = passwordFault(password, [email, email.split('@')[0]!, givenName, familyName]);
    if (fault) throw new Invalid({ password: { key: fault } });
    return this.passwords.hash(password);
  }

  private async promote(accountId: string): Promise<void> {
    const { version, roles } = found(await this.finder.one(accountId));
    const more = roles.length === 1 && roles[0] === 'expert' ? [] : roles;
    await this.accounts.setRoles(system, accountId, { roles: [...more, 'administrator'], version });
  }

  private async placeAt(personId: string, name: string): Promise<void> {
    const organisationId = await this.organisations.create(system, {
      name,
      acronym: null,
      type: 'governmental',
      stateCode: null,
      website: null,
      note: null,
    });
    const open = { function: null, validFrom: null, validTo: null };
    await this.affiliations.add(system, personId, { organisationId, ...open });
  }
}
