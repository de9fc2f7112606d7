import { Injectable } from '@nestjs/common';
import { Consents, consentPurposes, holdPerson, PersonFieldsService, PersonService } from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { addressKey } from '@samrad/platform/pure';
import type { Own } from '../link/own-door.js';
import { AddressDoor } from './address-door.js';
import type { OwnInput, ShownForm, ShownInput, SomeConsents } from './own.dto.js';

/** What people do about themselves. The history says that it was they. */
@Injectable()
export class OwnService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly persons: PersonService,
    private readonly fields: PersonFieldsService,
    private readonly consents: Consents,
    private readonly door: AddressDoor,
  ) {}

  /** @throws Conflict, Invalid */
  async correct({ actor, personId }: Own, input: OwnInput): Promise<void> {
    await this.persons.correct(actor, personId, input);
  }

  async show({ actor, personId }: Own, audiences: ShownInput): Promise<void> {
    await this.fields.show(actor, personId, audiences);
  }

  /** Both at once. A box that stands as it stood says nothing: nobody withdraws anything by changing something else. */
  async decide(own: Own, { audiences, consents }: ShownForm): Promise<void> {
    await this.db.tx(async () => {
      await this.show(own, audiences);
      const before = await this.consents.of(own.personId);
      const said = before.filter(({ purpose, isGiven }) => consents[purpose] !== isGiven);
      await this.agree(own, Object.fromEntries(said.map(({ purpose }) => [purpose, consents[purpose]])));
    });
  }

  /** Every purpose that was answered differently is noted, each with the text that was shown. */
  async agree({ actor, personId, way }: Own, input: SomeConsents): Promise<void> {
    await this.db.tx(async () => {
      for (const purpose of consentPurposes) {
        const isGiven = input[purpose];
        if (isGiven !== undefined) await this.consents.record(actor, { personId, purpose, isGiven, way });
      }
    });
  }

  /**
   * What we hold is right, says the person; with `input`, once that is kept.
   * @throws Conflict, Invalid: then nothing is confirmed either
   */
  async confirm(own: Own, input?: OwnInput): Promise<void> {
    const { actor, personId } = own;
    await this.db.tx(async () => {
      await holdPerson(this.db, personId);
      if (input) await this.correct(own, input);
      await this.db.run(sql`UPDATE person SET confirmed_at = ${this.clock.instant()} WHERE id = ${personId}`);
      await this.events.record('person.confirmed', personId, actor);
    });
  }

  /** Mail goes to this one of one's addresses from now on. @throws Invalid, NotFound */
  async prefer(own: Own, address: string): Promise<void> {
    await this.door.demandAddresses(own);
    const { mine, others } = await this.split(own, address);
    await this.persons.setAddresses(own.actor, own.personId, [mine, ...others]);
  }

  /** The last address stays: without one, nobody could be told anything. @throws Invalid */
  async dropAddress(own: Own, address: string): Promise<void> {
    await this.door.demandAddresses(own);
    const { others } = await this.split(own, address);
    if (!others.length) throw new Invalid({ address: { key: 'myself.address.last' } });
    await this.persons.setAddresses(own.actor, own.personId, others);
  }

  private async split({ personId }: Own, address: string) {
    const emails = found(await this.persons.fields(personId)).emails;
    const mine = emails.find((one) => addressKey(one) === addressKey(address));
    if (mine === undefined) throw new Invalid({ address: { key: 'myself.address.notYours' } });
    return { mine, others: emails.filter((one) => one !== mine) };
  }
}
