import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { addressKey } from '@samrad/platform/pure';
import { PersonProtection, type AddressChange } from './person-protection.js';
import { changesOf, type Facts } from './history/history.rules.js';
import { AffiliationService } from './affiliation.service.js';
import { ExpertiseParts, type Expertise } from './expertise/expertise-parts.js';
import { asOrdered } from './expertise/expertise.rules.js';
import { PersonEmail, Person } from './person.entity.js';
import type { DepartureInput, PersonChange, PersonInput } from './person.dto.js';
import { canCorrect, canManageNetwork } from './person.policy.js';
import { PersonIndex } from './person-index.js';
import { PersonRecordFinder } from './person-record.finder.js';
import { sortNameOf } from './person.rules.js';

/** What other contexts give when they meet somebody new, e.g. an invited person who is not in the register. */
export interface NewContact {
  givenName: string;
  familyName: string;
  email: string;
  stateCode?: string | null;
  mailLanguage?: 'nb' | 'nn' | 'en';
}

interface Standing {
  id: string;
  addressKey: string;
  failedSince: string | null;
  failedWords: string | null;
}

type Fields = Omit<PersonChange, 'version' | 'why' | 'confirms'> & { about?: string | null };

/** As it is saved: what is left out of the expertise stays. */
type Saved = Omit<Fields, keyof Expertise> & Expertise;

/** What people say about themselves. */
export type OwnChange = Omit<PersonChange, 'stateCode' | 'note' | 'why' | 'emails' | 'confirms'> & {
  about: string | null;
};

type Stored = Saved & Pick<PersonChange, 'version' | 'why' | 'confirms'>;

/** The verbs of the register of persons. */
@Injectable()
export class PersonService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly finder: PersonRecordFinder,
    private readonly index: PersonIndex,
    private readonly affiliations: AffiliationService,
    private readonly protection: PersonProtection,
    private readonly expertise: ExpertiseParts,
  ) {}

  /**
   * @returns the new person's id
   * @throws Invalid when an address belongs to somebody else, Forbidden
   */
  async create(actor: Actor, input: PersonInput): Promise<string> {
    demand(canManageNetwork(actor));
    return this.unique(async () => {
      const { emails, languages, topics, countries, methods, ...rest } = input;
      const { organisationId, function: title, validFrom, ...own } = rest;
      const id = await this.insert(own);
      await this.replaceParts(actor, id, { ...own, emails, languages, topics, countries, methods });
      if (organisationId) {
        const place = { organisationId, function: title, validFrom, validTo: null };
        await this.affiliations.insert(id, place);
      }
      await this.events.record('person.created', id, actor);
      await this.index.put([id]);
      return id;
    });
  }

  /** Somebody of whom only name and address are known. @returns the id, also when the address was known already */
  async createContact(actor: Actor, { email, ...contact }: NewContact): Promise<string> {
    return this.db.tx(async () => {
      const known = await this.db.row<{ id: string }>(sql`
        SELECT person_id AS id FROM person_email WHERE address_key = ${addressKey(email)}`);
      if (known) return known.id;
      const rest = { phone: null, languages: [], topics: [], note: null, organisationId: null, function: null };
      const person = { stateCode: null, mailLanguage: 'en' as const, ...rest, validFrom: null, ...contact };
      return this.create(actor, { ...person, emails: [email] });
    });
  }

  /**
   * @throws Conflict with both texts when somebody else changed the person first; Invalid when the addresses are not
   *   the actor's to change
   */
  async change(actor: Actor, id: string, input: PersonChange): Promise<void> {
    demand(canManageNetwork(actor));
    await this.store(actor, id, input);
  }

  private async store(actor: Actor, id: string, { version, why, confirms, ...input }: Stored, isConfirmed = false) {
    demand(canCorrect(actor, id));
    await this.unique(async () => {
      const before = found(await this.fields(id));
      if (before.version !== version) throw new Conflict(undefined, theirsAndYours(before, input));
      const isMoved = !sameAddresses(before.emails, input.emails);
      if (isMoved)
        await this.protection.demandAddresses(actor, { ...addressChange(id, before, input), isConfirmed }, 'emails');
      const patch = { ...ownOf(input), sortName: sortNameOf(input), updatedAt: this.clock.instant() };
      await this.db.update(Person, { id, version }, patch);
      const confirmed = await this.replaceParts(actor, id, { ...input, confirms });
      if (isMoved && before.emails[0]) await this.protection.addressesChanged(actor, id, before.emails[0]);
      await this.renameCopies(id, patch.sortName);
      await this.record(actor, id, { ...changesOf(before, asOrdered(before, given(input)), why), confirmed });
      await this.index.put([id]);
    });
  }

  /** What was changed and what was confirmed are two things. */
  private async record(actor: Actor, id: string, { confirmed, ...facts }: Facts & { confirmed: object }) {
    const isConfirming = Object.keys(confirmed).length > 0;
    if (facts.fields.length || !isConfirming) await this.events.record('person.updated', id, actor, facts);
    const { why } = facts;
    if (isConfirming)
      await this.events.record('person.expertise_confirmed', id, actor, { confirmed, ...(why && { why }) });
  }

  /** The person corrects what is about themself; addresses, State and note stay. @throws Conflict, Invalid, Forbidden */
  async correct(actor: Actor, id: string, own: OwnChange): Promise<void> {
    const { emails, stateCode, note } = found(await this.fields(id));
    await this.store(actor, id, { ...own, emails, stateCode, note });
  }

  /**
   * The person's addresses, the main one first; a new one only when it was confirmed from there.
   * @throws Invalid when an address belongs to somebody else or may not be changed, Forbidden
   */
  async setAddresses(actor: Actor, id: string, emails: string[], isConfirmed = false): Promise<void> {
    const before = found(await this.fields(id));
    const known = new Set(before.emails.map(addressKey));
    demand(isConfirmed || emails.every((address) => known.has(addressKey(address))));
    const { languages: _l, topics: _t, countries: _c, methods: _m, ...rest } = before;
    await this.store(actor, id, { ...rest, emails }, isConfirmed);
  }

  /** From `leftOn` on the person is no longer in the network; places of work and memberships stay as history. */
  async leave(actor: Actor, id: string, { leftOn, why, version }: DepartureInput): Promise<void> {
    demand(canManageNetwork(actor));
    await this.db.tx(async () => {
      await this.protection.demandDeparture(actor, id);
      const before = await this.setLeftOn(id, version, leftOn);
      const facts = before ? changesOf({ leftOn: before }, { leftOn }, why) : { why: why ?? undefined };
      await this.events.record('person.left', id, actor, { leftOn, ...facts });
    });
  }

  /** Undoes `leave`. */
  async comeBack(actor: Actor, id: string, version: number): Promise<void> {
    demand(canManageNetwork(actor));
    await this.db.tx(async () => {
      await this.setLeftOn(id, version, null);
      await this.events.record('person.returned', id, actor);
    });
  }

  /** The fields that `change` takes, as they are now; nothing of somebody whose data were erased. */
  async fields(id: string): Promise<(Fields & { version: number }) | undefined> {
    const person = await this.finder.record(sql`p.id = ${id}`);
    if (!person || person.erasedAt) return undefined;
    const { givenName, familyName, stateCode, phone, note, externalKey, about, version } = person;
    const mailLanguage = person.mailLanguage as Fields['mailLanguage'];
    const [emails, languages, topics, more] = await Promise.all([
      this.finder.emails(id),
      this.finder.languages(id),
      this.finder.topics(id),
      this.expertise.of(id),
    ]);
    const own = { givenName, familyName, emails, stateCode, phone, mailLanguage };
    return { ...own, languages, topics, ...more, note, externalKey, about, version };
  }

  private async insert(own: Pick<Fields, 'givenName' | 'familyName'>): Promise<string> {
    const now = this.clock.instant();
    const id = newId();
    const sortName = sortNameOf(own);
    await this.db.repo(Person).insert({ id, ...own, sortName, leftOn: null, createdAt: now, updatedAt: now });
    return id;
  }

  /** @returns what was noted before */
  private async setLeftOn(id: string, version: number, leftOn: string | null): Promise<string | null> {
    const before = found(await this.finder.record(sql`p.id = ${id} AND p.erased_at IS NULL`));
    const patch = { leftOn, hasDeparture: leftOn !== null, updatedAt: this.clock.instant() };
    await this.db.update(Person, { id, version }, patch);
    return before.leftOn;
  }

  /** @returns what the person had said and the actor confirms */
  private async replaceParts(actor: Actor, personId: string, input: Saved & Pick<PersonChange, 'confirms'>) {
    const sortName = sortNameOf(input);
    const confirmed = await this.expertise.replace(actor, { id: personId, sortName }, input);
    const standing = await this.standingOf(personId);
    await this.db.repo(PersonEmail).delete({ personId });
    const emails = input.emails.map((address, index) => ({
      ...{ id: newId(), personId, address },
      ...{ addressKey: addressKey(address), isPrimary: index === 0 },
      ...standing.get(addressKey(address)),
    }));
    await this.checkFree(emails.map((email) => email.addressKey));
    await this.db.repo(PersonEmail).insert(emails);
    return confirmed;
  }

  /** What is known of the addresses that stay; they keep their ids. */
  private async standingOf(personId: string) {
    const rows = await this.db.rows<Standing>(sql`
      SELECT id, address_key AS addressKey, failed_since AS failedSince, failed_words AS failedWords FROM person_email
      WHERE person_id = ${personId}`);
    return new Map(rows.map(({ addressKey: known, ...standing }) => [known, standing]));
  }

  private async checkFree(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      const taken = await this.db.row<{ address: string }>(sql`
        SELECT address FROM person_email WHERE address_key = ${key}`);
      if (taken) throw addressTaken(taken.address);
    }
  }

  private async renameCopies(personId: string, sortName: string): Promise<void> {
    await this.db.run(sql`UPDATE membership SET sort_name = ${sortName} WHERE person_id = ${personId}`);
  }

  /** Two who write the same address at once: the second one is told like anybody else. */
  private unique<T>(work: () => Promise<T>): Promise<T> {
    return this.db.tx(work).catch((error: unknown) => {
      throw isDuplicate(error) ? addressTaken('') : error;
    });
  }
}

/** What stands in the person's own row, without what was left out. */
function ownOf({ emails: _e, languages: _l, topics: _t, countries: _c, methods: _m, ...own }: Saved) {
  return given(own);
}

const sameAddresses = (some: readonly string[], others: readonly string[]) =>
  some.map(addressKey).join() === others.map(addressKey).join();

function addressChange(id: string, before: Pick<Fields, 'emails'>, after: Pick<Fields, 'emails'>): AddressChange {
  const known = new Set(before.emails.map(addressKey));
  return { personIds: [id], isAdded: after.emails.some((address) => !known.has(addressKey(address))) };
}

const addressTaken = (address: string) =>
  new Invalid({ emails: { key: 'network.person.invalid.emailTaken', params: { address } } });

/** Without what was left out. */
const given = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

/** What is saved and what was typed, as texts, field by field. */
function theirsAndYours(before: Fields & { version: number }, input: Saved) {
  const { version, about: _, ...saved } = before;
  return { theirs: asTexts(saved), yours: asTexts(given(input)), version };
}

const asTexts = (fields: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join('\n') : String(value ?? ''),
    ]),
  );
