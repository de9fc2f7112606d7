import { Injectable } from '@nestjs/common';
import { AffiliationService, OrganisationService, PersonService } from '@samrad/network';
import { RateLimits, system, hashOf } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { type Fault, found, Invalid, NotFound } from '@samrad/platform/errors';
import { check } from '@samrad/platform/views';
import { AccountFinder } from '../account/account.finder.js';
import { AccountService } from '../account/account.service.js';
import { passwordFault } from '../account/password.rules.js';
import { Passwords } from '../account/passwords.js';
import { SetupCode } from './setup-code.js';
import { setupInput, type SetupInput } from './setup.dto.js';

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

  /**
   * The very first one, with the code that the console printed.
   * @param form as it was sent, see `setupInput`
   * @throws NotFound once there is an account, Invalid with everything that is wrong
   */
  async createFirst(form: Record<string, unknown>, ip: string): Promise<Administrator> {
    await this.limits.hit(`setup:${hashOf(ip)}`, 20, 15 * 60);
    return this.db.tx(async () => {
      if (!(await this.code.isNeeded())) throw new NotFound();
      const code = typeof form.code === 'string' ? form.code.slice(0, 60) : '';
      const wrongCode: Record<string, Fault> =
        code.trim() && !(await this.code.use(code)) ? { code: { key: 'access.setup.wrongCode' } } : {};
      return this.create(complete(form, { ...wrongCode, ...passwordFaultIn(form) }));
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
    const fault = faultOf(password, { email, givenName, familyName });
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

const faultOf = (
  password: string,
  { email, givenName, familyName }: Record<'email' | 'givenName' | 'familyName', string>,
) => passwordFault(password, [email, email.split('@')[0]!, givenName, familyName]);

/** Told before the other fields are right; nothing while there is no password. */
function passwordFaultIn(form: Record<string, unknown>): Record<string, Fault> {
  const word = (name: string) => (typeof form[name] === 'string' ? form[name].slice(0, 1000) : '');
  const [email, givenName, familyName] = [word('email'), word('givenName'), word('familyName')];
  const fault = word('password') && faultOf(word('password'), { email, givenName, familyName });
  return fault ? { password: { key: fault } } : {};
}

/** @throws Invalid with these faults and those of the fields */
function complete(form: Record<string, unknown>, faults: Record<string, Fault>): SetupInput {
  try {
    const input = check(setupInput, form);
    if (Object.keys(faults).length === 0) return input;
  } catch (error) {
    if (error instanceof Invalid) throw new Invalid({ ...faults, ...error.fields });
    throw error;
  }
  throw new Invalid(faults);
}
