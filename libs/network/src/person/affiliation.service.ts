import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import type { AffiliationInput } from './person.dto.js';
import { Affiliation } from './person.entity.js';
import { canManageNetwork } from './person.policy.js';
import { holdPerson } from '../held-person.js';
import { PersonIndex } from './person-index.js';
import { changesOf } from './history/history.rules.js';
import { overlap } from './person.rules.js';

type Place = { personId: string; organisationId: string };
type Period = Pick<AffiliationInput, 'validFrom' | 'validTo'>;

/** Where persons work, with dates: history is kept, so places are ended, not removed. */
@Injectable()
export class AffiliationService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly index: PersonIndex,
  ) {}

  /** @throws Invalid when the person is there already in these days */
  async add(actor: Actor, personId: string, input: AffiliationInput): Promise<string> {
    demand(canManageNetwork(actor));
    return this.db.tx(async () => {
      await holdPerson(this.db, personId);
      await this.touch(personId);
      await this.checkFree(personId, input);
      const id = await this.insert(personId, input);
      await this.record(actor, 'person.affiliated', { personId, ...input });
      return id;
    });
  }

  /** Corrects function and dates; ending is a change of `validTo`. */
  async change(actor: Actor, id: string, input: AffiliationInput): Promise<void> {
    demand(canManageNetwork(actor));
    await this.db.tx(async () => {
      await this.db.hold(sql`SELECT a.id FROM affiliation a JOIN person p ON p.id = a.person_id WHERE a.id = ${id}`);
      const before = found(await this.db.repo(Affiliation).findOneBy({ id }));
      await this.touch(before.personId);
      await this.checkFree(before.personId, input, id);
      await this.db.repo(Affiliation).update({ id }, await this.existing(input));
      const facts = changesOf(await this.named(before), await this.named(input), input.why);
      await this.record(actor, 'person.affiliationChanged', { personId: before.personId, ...input }, facts);
    });
  }

  /** Inside the transaction of the caller, which has asked for rights. */
  async insert(personId: string, input: AffiliationInput): Promise<string> {
    const id = newId();
    await this.db.repo(Affiliation).insert({ id, personId, ...(await this.existing(input)) });
    return id;
  }

  private async existing({ why: _, ...input }: AffiliationInput): Promise<Omit<AffiliationInput, 'why'>> {
    const known = await this.db.row(sql`SELECT id FROM organisation WHERE id = ${input.organisationId}`);
    if (!known) throw new Invalid({ organisationId: { key: 'network.person.invalid.organisationUnknown' } });
    return input;
  }

  /** Two who add the same place at once: one waits for the other. */
  private async touch(personId: string): Promise<void> {
    await this.db.run(sql`UPDATE person SET updated_at = ${this.clock.instant()} WHERE id = ${personId}`);
  }

  private async checkFree(personId: string, input: AffiliationInput, except = ''): Promise<void> {
    const same = await this.db.rows<Period>(sql`
      SELECT valid_from AS validFrom, valid_to AS validTo FROM affiliation
      WHERE person_id = ${personId} AND organisation_id = ${input.organisationId} AND id <> ${except}`);
    if (same.some((other) => overlap(other, input)))
      throw new Invalid({ validFrom: { key: 'network.person.invalid.affiliationTwice' } });
  }

  /** The fields of the history, the organisation by its name as it is now. */
  private async named({ organisationId, function: title, validFrom, validTo }: AffiliationInput) {
    const row = await this.db.row<{ name: string }>(sql`SELECT name FROM organisation WHERE id = ${organisationId}`);
    return { organisationId: row?.name ?? null, function: title, validFrom, validTo };
  }

  private async record(actor: Actor, kind: string, { personId, organisationId }: Place, facts: object = {}) {
    const organisation = await this.db.row<{ name: string }>(sql`
      SELECT name FROM organisation WHERE id = ${organisationId}`);
    await this.events.record(kind, personId, actor, { organisation: organisation?.name ?? '', ...facts });
    await this.index.put([personId]);
  }
}
