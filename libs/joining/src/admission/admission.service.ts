import { Injectable } from '@nestjs/common';
import {
  AffiliationService,
  hasLeft,
  MembershipService,
  OrganisationFinder,
  PersonFinder,
  PersonService,
  shownCode,
  type Contact,
  type MembershipRole,
} from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, empty, sql } from '@samrad/platform/database';
import { Conflict, Invalid } from '@samrad/platform/errors';
import type { Language } from '@samrad/platform/i18n';
import { addressKey, fold } from '@samrad/platform/pure';
import { termFault } from '../term/term.rules.js';

/** Somebody who comes in. */
export interface Newcomer {
  /** In the register already, as the organisers have seen; `new`: not in it; null: whoever has the address. */
  personId: string | null;
  givenName: string;
  familyName: string;
  address: string;
  language: Language;
  /** The person's own State. */
  stateCode: string | null;
  phone?: string | null;
  function?: string | null;
  organisationId?: string | null;
  /** For organisers, e.g. an organisation that the register does not have. */
  note?: string | null;
}

export interface Term {
  groupId: string;
  role: MembershipRole;
  stateCode: string | null;
  validFrom: Day;
  validTo: Day;
}

/** Takes somebody into the register and into a group for a term. What the register knows of a person already stays. */
@Injectable()
export class Admission {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly persons: PersonService,
    private readonly finder: PersonFinder,
    private readonly affiliations: AffiliationService,
    private readonly organisations: OrganisationFinder,
    private readonly memberships: MembershipService,
  ) {}

  /**
   * Joins the open transaction.
   * @returns the person's id. @throws Invalid when the address is somebody else's than was said, the person is in the
   *   group already in these days, or the term is over or reaches too far; Conflict when somebody got the address this very moment; Forbidden
   */
  async admit(actor: Actor, newcomer: Newcomer, term: Term): Promise<string> {
    const fault = termFault(term.validTo, this.clock.today());
    if (fault) throw new Invalid({ validTo: fault });
    return this.db.tx(async () => {
      const known = await this.known(newcomer);
      const personId = known ? await this.welcomeBack(actor, known, newcomer) : await this.enter(actor, newcomer);
      const { groupId, ...rest } = term;
      await this.memberships.add(actor, groupId, { personId, ...rest });
      return personId;
    });
  }

  /** An organisation of the register by its name, however it is written; null: there is none or there are several. */
  async organisationNamed(name: string | null | undefined): Promise<string | null> {
    if (!name) return null;
    const same = (await this.organisations.forPicker(name)).filter((one) => fold(one.name) === fold(name));
    return same.length === 1 ? same[0]!.id : null;
  }

  /** An address belongs to one person: nobody else comes in with it. */
  private async known({ personId, address }: Newcomer): Promise<Contact | undefined> {
    const holder = await this.holderOf(address);
    if (holder && personId !== null && personId !== holder.personId) throw heldBy(holder);
    if (holder || personId === null || personId === 'new') return holder;
    const chosen = await this.finder.byId(personId);
    if (!chosen) throw new Invalid({ personId: { key: 'network.membership.invalid.personMissing' } });
    return chosen;
  }

  /**
   * Who has the address. What was committed while waiting for another counts: on MariaDB a plain read would show the time
   * before.
   */
  private async holderOf(address: string): Promise<Contact | undefined> {
    const row = await this.db.row<{ personId: string }>(sql`
      SELECT person_id AS personId FROM person_email WHERE address_key = ${addressKey(address)}
      ${this.db.dialect === 'mariadb' ? sql`FOR UPDATE` : empty}`);
    const holder = row && (await this.finder.byId(row.personId));
    if (row && !holder) throw new Conflict();
    return holder;
  }

  private async welcomeBack(actor: Actor, known: Contact, { address, ...more }: Newcomer): Promise<string> {
    const id = known.personId;
    const before = (await this.persons.fields(id))!;
    if (hasLeft(known, this.clock.today())) await this.persons.comeBack(actor, id, before.version);
    const { version, ...fields } = (await this.persons.fields(id))!;
    if (!fields.emails.some((one) => addressKey(one) === addressKey(address))) {
      await this.persons.change(actor, id, { ...fields, emails: [...fields.emails, address], version });
    }
    if (more.organisationId) await this.place(actor, id, more);
    return id;
  }

  private async place(actor: Actor, personId: string, { organisationId, function: title }: Omit<Newcomer, 'address'>) {
    const known = await this.organisations.persons(actor, organisationId!, 'now');
    if (known.some(({ id }) => id === personId)) return;
    const validFrom = this.clock.today();
    const place = { organisationId: organisationId!, function: title ?? null, validFrom, validTo: null };
    await this.affiliations.add(actor, personId, place);
  }

  private async enter(actor: Actor, newcomer: Newcomer): Promise<string> {
    const { givenName, familyName, stateCode, language } = newcomer;
    return this.persons.create(actor, {
      ...{ givenName, familyName, stateCode, emails: [newcomer.address], mailLanguage: language },
      ...{ phone: newcomer.phone ?? null, note: newcomer.note ?? null, languages: [], topics: [] },
      organisationId: newcomer.organisationId ?? null,
      function: newcomer.function ?? null,
      validFrom: newcomer.organisationId ? this.clock.today() : null,
    });
  }
}

function heldBy({ name, stateCode }: Contact): Invalid {
  const named = stateCode ? `${name} (${shownCode(stateCode)})` : name;
  return new Invalid({ personId: { key: 'joining.invalid.addressOf', params: { name: named } } });
}
