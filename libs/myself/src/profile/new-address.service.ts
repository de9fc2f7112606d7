import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PersonFinder, PersonService } from '@samrad/network';
import { anonymous, hashOf, PersonalDoor, RateLimits, type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { addressKey } from '@samrad/platform/pure';
import { Env } from '../../../../config/env.js';
import { NewAddress } from '../link/link.entity.js';
import type { Own } from '../link/own-door.js';
import { PrivacyLetters } from '../link/privacy-letters.js';
import { AddressDoor } from './address-door.js';

const hours = 24;

interface Waiting {
  id: string;
  personId: string;
  address: string;
}

/** A new address becomes somebody's when they open the link that was sent there. */
@Injectable()
export class NewAddresses {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly env: Env,
    private readonly events: Events,
    private readonly limits: RateLimits,
    private readonly door: PersonalDoor,
    private readonly persons: PersonService,
    private readonly finder: PersonFinder,
    private readonly letters: PrivacyLetters,
    private readonly doors: AddressDoor,
  ) {}

  /**
   * Says the same whether somebody else has the address: they are not asked, and nobody is told.
   * @throws TooMany; Invalid for an address one has already, or by a mail link that must not change them
   */
  async add(own: Own, address: string): Promise<void> {
    await this.doors.demandAddresses(own);
    const { personId } = own;
    await this.limits.hit(`new-address:${personId}`, 5, 3600);
    const emails = found(await this.persons.fields(personId)).emails;
    if (emails.some((one) => addressKey(one) === addressKey(address))) {
      throw new Invalid({ address: { key: 'myself.address.known' } });
    }
    if (emails.length >= 10) throw new Invalid({ address: { key: 'network.person.invalid.emailMany' } });
    if (await this.finder.byAddress(address)) return;
    const person = (await this.finder.byId(personId))!;
    const secret = randomBytes(32).toString('base64url');
    const times = { createdAt: this.clock.instant(), expiresAt: this.clock.instantIn(hours * 3600) };
    await this.db.tx(async () => {
      await this.db.run(sql`DELETE FROM new_address WHERE person_id = ${personId}`);
      await this.db.insert(NewAddress, { id: hashOf(secret), personId, address, ...times });
      await this.events.record('person.address_asked', personId, own.actor);
      const href = `${this.env.publicUrl}/n/${secret}`;
      await this.letters.send({ ...person, address }, { about: 'address', href, params: { hours, address } });
    });
  }

  /** What waits to be confirmed waits no more, and its link opens nothing. */
  async drop(own: Own): Promise<void> {
    await this.doors.demandAddresses(own);
    const { personId, actor } = own;
    await this.db.tx(async () => {
      const dropped = await this.db.run(sql`DELETE FROM new_address WHERE person_id = ${personId}`);
      if (dropped) await this.events.record('person.address_dropped', personId, actor);
    });
  }

  /** Opening the link changes nothing. @throws NotFound */
  open(ctx: Ctx, token: string): Promise<Waiting> {
    return this.door.open(ctx, { token, find: (hash) => this.waiting(hash), unknown: 'myself.link.unknown' });
  }

  /** Once. The other addresses stay behind it. @throws NotFound; Invalid when somebody else has it by now */
  async confirm(ctx: Ctx, token: string): Promise<void> {
    const lock = { token, find: (hash: string) => this.waiting(hash), unknown: 'myself.link.unknown' };
    const { id, personId, address } = await this.door.enter(ctx, lock);
    const actor = { ...anonymous, personId, name: await this.finder.nameOf(personId) };
    await this.db.tx(async () => {
      await this.db.run(sql`DELETE FROM new_address WHERE id = ${id}`);
      const emails = found(await this.persons.fields(personId)).emails;
      await this.persons.setAddresses(actor, personId, [address, ...emails], true);
    });
  }

  private waiting(hash: string): Promise<Waiting | undefined> {
    return this.db.row<Waiting>(sql`
      SELECT n.id, n.person_id AS personId, n.address FROM new_address n JOIN person p ON p.id = n.person_id
      WHERE n.id = ${hash} AND n.expires_at > ${this.clock.instant()} AND p.erased_at IS NULL`);
  }
}
