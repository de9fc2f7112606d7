import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Consents, hasLeft, PersonFinder, type Contact } from '@samrad/network';
import { anonymous, system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { addressKey, isAddress } from '@samrad/platform/pure';
import type { PuttingOn } from '../mailing-list/mailing-list.dto.js';
import { MailingListFinder } from '../mailing-list/mailing-list.finder.js';
import { canRunLists } from '../mailing/mailing.policy.js';
import { SuppressionFinder } from '../suppression/suppression.finder.js';
import { SuppressionService } from '../suppression/suppression.service.js';
import { Subscription } from './subscription.entity.js';
import { SubscriptionFinder, type SubscriptionRow } from './subscription.finder.js';
import { SubscriptionLink } from './subscription-link.js';
import { whyNotPutOn, type EndedHow, type SubscriptionBasis } from './subscription.rules.js';

/** Who is to be on a list. */
interface Subscriber {
  listId: string;
  personId: string | null;
  address: string;
  language: string;
  basis: SubscriptionBasis;
  basisText: string | null;
}

/** What became of the addresses that a coordinator gave. */
export interface PutOn {
  added: number;
  there: string[];
  /** Withdrawn: only their owners come back. */
  withdrawn: string[];
}

const erased = 'mailings.person-erased';

/** Who is on a list, since when and on what basis; and how somebody leaves it. */
@Injectable()
export class SubscriptionService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly consents: Consents,
    private readonly persons: PersonFinder,
    private readonly lists: MailingListFinder,
    private readonly finder: SubscriptionFinder,
    private readonly link: SubscriptionLink,
    private readonly suppressions: SuppressionFinder,
    private readonly suppressing: SuppressionService,
  ) {}

  onModuleInit(): void {
    this.jobs.on(erased, ({ subjectId }: { subjectId: string }) => this.forget(subjectId));
    this.events.subscribe('person.erased', erased);
    this.jobs.hourly(() => this.sweep());
  }

  /** What the holder of a confirmation link agreed to. @returns the lists. An unknown or repeated link changes nothing */
  async confirm(hash: string): Promise<SubscriptionRow[]> {
    return this.db.tx(async () => {
      const rows = await this.finder.toConfirm(hash);
      for (const row of rows) {
        const person = await this.persons.byAddress(row.ownAddress);
        await this.begin({
          ...row,
          address: row.ownAddress,
          personId: person?.personId ?? null,
          basis: 'own',
          basisText: null,
        });
        if (person) await this.agree(ownActor(person), person.personId, 'mail_link');
      }
      return rows;
    });
  }

  /** By account: the address is known to be theirs. */
  async subscribe(actor: Actor, listId: string): Promise<void> {
    const person = found(actor.personId ? await this.persons.byId(actor.personId) : undefined);
    const list = found(await this.lists.one(listId));
    const { address } = person;
    if (!address) return;
    await this.db.tx(async () => {
      const { personId, mailLanguage: language } = person;
      await this.begin({ listId: list.id, personId, address, language, basis: 'own', basisText: null });
      await this.agree(actor, personId, 'own_page');
    });
  }

  /** Somebody who wants newsletters gets all that are for everybody, unless they have chosen or left any before. */
  async takeUp(personId: string): Promise<void> {
    const person = await this.persons.byId(personId);
    if (!person?.address || hasLeft(person, this.clock.today())) return;
    const { address, mailLanguage: language } = person;
    await this.db.tx(async () => {
      const known = [...(await this.finder.ofPerson(personId)), ...(await this.finder.ofAddress(addressKey(address)))];
      if (known.some(({ status }) => status !== 'unconfirmed')) return;
      for (const { id: listId } of await this.lists.public()) {
        await this.begin({ listId, personId, address, language, basis: 'own', basisText: null });
      }
    });
  }

  /** A coordinator states on what basis. Whoever has left the list stays away. */
  async putOn(actor: Actor, listId: string, { addresses, basis }: PuttingOn): Promise<PutOn> {
    demand(canRunLists(actor));
    const wrong = addresses.filter((address) => !isAddress(address));
    if (wrong.length) throw namedFault(wrong);
    const list = found(await this.lists.one(listId));
    return this.db.tx(async () => {
      const withdrawn = await this.suppressions.heldBack(addresses, [list.id]);
      const done: PutOn = { added: 0, there: [], withdrawn: [] };
      for (const address of addresses) {
        const person = await this.persons.byAddress(address);
        const subscriber = { listId: list.id, personId: person?.personId ?? null, address };
        const key = addressKey(address);
        const known = await this.finder.onList(list.id, { personId: subscriber.personId, key });
        const refusal = whyNotPutOn(known, withdrawn.has(key));
        if (refusal) done[refusal].push(address);
        if (refusal) continue;
        await this.begin({ ...subscriber, language: person?.mailLanguage ?? 'nb', basis: 'stated', basisText: basis });
        if (person) await this.agree(actor, person.personId, 'paper');
        done.added += 1;
      }
      const facts = { added: done.added, basis };
      if (done.added) await this.events.record('mailing_list.put_on', list.id, actor, facts);
      return done;
    });
  }

  /** Ends it. Once more changes nothing. */
  async end(actor: Actor, id: string, how: EndedHow): Promise<void> {
    await this.db.tx(async () => {
      const row = found(await this.finder.one(id));
      const now = this.clock.instant();
      const changed = await this.db.run(sql`
        UPDATE subscription SET status = 'ended', ended_at = ${now}, ended_how = ${how}, confirm_hash = NULL,
          confirm_until = NULL, version = version + 1 WHERE id = ${id} AND status <> 'ended'`);
      if (!changed) return;
      for (const address of new Set([row.ownAddress, row.address].map(addressKey))) {
        await this.suppressing.withdraw(address, row.listId);
      }
      await this.events.record('mailing_list.ended', row.listId, actor, { how });
      if (row.personId) await this.disagree(actor, row.personId, how);
    });
  }

  /** An organiser takes somebody off. */
  async takeOff(actor: Actor, id: string): Promise<void> {
    demand(canRunLists(actor));
    await this.end(actor, id, 'organiser');
  }

  /** The rows go; that the addresses are not to be written to stays, without the person. */
  async forget(personId: string): Promise<void> {
    await this.db.tx(async () => {
      for (const row of await this.finder.ofPerson(personId)) {
        await this.suppressing.withdraw(row.ownAddress, row.listId);
        await this.suppressing.withdraw(row.address, row.listId);
      }
      await this.db.run(sql`DELETE FROM subscription WHERE person_id = ${personId}`);
      await this.db.run(sql`
        UPDATE mailing_delivery SET name = '', address = NULL, recipient_key = id WHERE person_id = ${personId}`);
    });
  }

  /** Joins the open transaction. */
  private async begin({ listId, personId, address, language, basis, basisText }: Subscriber): Promise<void> {
    const [key, since] = [addressKey(address), this.clock.instant()];
    const known = await this.finder.onList(listId, { personId, key });
    const begun = { personId, language, status: 'confirmed' as const, basis, basisText, since };
    const cleared = { endedAt: null, endedHow: null, confirmHash: null, confirmUntil: null };
    if (known?.status === 'confirmed') return;
    await this.suppressing.takeBack(address, listId);
    if (known) {
      await this.db.update(Subscription, keyOf(known), { ...begun, ...cleared });
    } else {
      const id = newId();
      const own = { id, listId, address, addressKey: key, linkHash: this.link.hashOf(id), createdAt: since };
      await this.db.insert(Subscription, { ...own, ...begun, ...cleared });
    }
    await this.events.record('mailing_list.begun', listId, system, { basis });
  }

  private async agree(actor: Actor, personId: string, way: 'mail_link' | 'own_page' | 'paper'): Promise<void> {
    await this.consents.record(actor, { personId, purpose: 'newsletter', isGiven: true, way });
  }

  /** Whoever has left the last list does not want newsletters any more. */
  private async disagree(actor: Actor, personId: string, how: EndedHow): Promise<void> {
    const rows = await this.finder.ofPerson(personId);
    if (rows.some(({ status }) => status === 'confirmed')) return;
    const own = { ...anonymous, personId, name: actor.name };
    const way = how === 'account' ? 'own_page' : 'mail_link';
    if (how === 'organiser') return;
    await this.consents.record(own, { personId, purpose: 'newsletter', isGiven: false, way });
  }

  /** What nobody confirmed in time. */
  private async sweep(): Promise<void> {
    const now = this.clock.instant();
    await this.db.tx(() =>
      this.db.run(sql`DELETE FROM subscription WHERE status = 'unconfirmed' AND confirm_until < ${now}`),
    );
  }
}

const ownActor = ({ personId, name }: Contact): Actor => ({ ...anonymous, personId, name });

const keyOf = ({ id, version }: { id: string; version: number }) => ({ id, version });

/** The first few, so that they are found among many. */
const namedFault = (wrong: readonly string[]) =>
  new Invalid({
    addresses: {
      key: 'mailings.list.invalid.addresses',
      params: { texts: wrong.slice(0, 5).join(', ').slice(0, 300) },
    },
  });
