import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { canManageGroups } from '../group/group.policy.js';
import { changesOf } from '../person/history/history.rules.js';
import { nameOf, overlap } from '../person/person.rules.js';
import type { MembershipChange, MembershipEnd, MembershipInput } from './membership.dto.js';
import { Membership } from './membership.entity.js';
import { MembershipFinder, type MembershipRecord } from './membership.finder.js';
import { endingOf, overlapFault, type Ending } from './membership.rules.js';

type End = Omit<MembershipEnd, 'withLater'> & Partial<Pick<MembershipEnd, 'withLater'>>;
type Term = Pick<MembershipInput, 'personId' | 'validFrom' | 'validTo'>;

/** Dated memberships: they are ended, not removed, so that one can see who was in a group when. */
@Injectable()
export class MembershipService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly finder: MembershipFinder,
  ) {}

  /** @returns the new id. @throws Invalid when the person is in the group already in these days */
  async add(actor: Actor, groupId: string, input: MembershipInput): Promise<string> {
    demand(canManageGroups(actor));
    return this.db.tx(async () => {
      const person = await this.lockPerson(input.personId);
      const group = found(await this.group(groupId));
      if (!person) throw new Invalid({ personId: { key: 'network.membership.invalid.personMissing' } });
      await this.checkFree(group.id, input);
      const stateCode = input.stateCode === undefined ? person.stateCode : input.stateCode;
      const term = { id: newId(), groupId: group.id, ...input, stateCode };
      await this.db.repo(Membership).insert({ ...term, sortName: person.sortName });
      await this.record(actor, { what: 'joinedGroup', facts: {} }, term);
      return term.id;
    });
  }

  /** Role, State and dates. @throws Conflict with both texts, Invalid on overlap */
  async change(actor: Actor, id: string, { version, why, ...input }: MembershipChange): Promise<void> {
    demand(canManageGroups(actor));
    await this.db.tx(async () => {
      const before = await this.held(id);
      if (before.version !== version) {
        throw new Conflict(undefined, { theirs: fieldsOf(before), yours: input, version: before.version });
      }
      await this.checkFree(before.groupId, { ...input, personId: before.personId }, { except: id });
      await this.db.update(Membership, { id, version }, input);
      const facts = changesOf(fieldsOf(before), input, why);
      await this.record(actor, { what: 'membershipChanged', facts }, { ...before, ...input });
    });
  }

  /**
   * @param end the last day in the group; before the first one it takes back what has not lasted a day yet. `withLater`
   *   takes back what follows as well
   * @throws Invalid before the first day of a term that has lasted, or in a later term of the person
   */
  async end(actor: Actor, id: string, { validTo, withLater, why, version }: End): Promise<Ending> {
    demand(canManageGroups(actor));
    return this.db.tx(async () => {
      const before = await this.held(id);
      const ending = endingOf(before, validTo, this.clock.today());
      if (ending === 'out_of_order') throw new Invalid({ validTo: { key: 'network.invalid.periodOrder' } });
      const later = withLater ? await this.finder.later(before) : [];
      for (const term of later) await this.takeBack(actor, term, { why, version: term.version });
      if (ending === 'taken_back') return this.takeBack(actor, before, { why, version });
      await this.checkFree(before.groupId, { ...before, validTo }, { except: id, field: 'validTo' });
      await this.db.update(Membership, { id, version }, { validTo });
      const facts = changesOf({ validTo: before.validTo }, { validTo }, why);
      await this.record(actor, { what: 'membershipEnded', facts }, { ...before, validTo });
      return ending;
    });
  }

  /** Nothing is left but the word in the histories: there is no day on which the person was in the group. */
  private async takeBack(
    actor: Actor,
    before: MembershipRecord,
    { why, version }: Pick<MembershipEnd, 'why' | 'version'>,
  ): Promise<Ending> {
    const gone = await this.db.run(sql`DELETE FROM membership WHERE id = ${before.id} AND version = ${version}`);
    if (!gone) throw new Conflict();
    await this.record(actor, { what: 'membershipTakenBack', facts: why ? { why } : {} }, before);
    return 'taken_back';
  }

  private group(id: string) {
    return this.db.row<{ id: string }>(sql`SELECT id FROM network_group WHERE id = ${id} OR code = ${id}`);
  }

  /** Two who write memberships of one person at once: one waits for the other. */
  private async lockPerson(id: string) {
    await this.db.run(sql`UPDATE person SET updated_at = ${this.clock.instant()} WHERE id = ${id}`);
    return this.db.row<{ sortName: string; stateCode: string | null }>(sql`
      SELECT sort_name AS sortName, state_code AS stateCode FROM person WHERE id = ${id} AND erased_at IS NULL`);
  }

  /** A term as it is now, and its person's: nobody merges or changes it meanwhile. */
  private async held(id: string): Promise<MembershipRecord> {
    await this.db.hold(sql`SELECT m.id FROM membership m JOIN person p ON p.id = m.person_id WHERE m.id = ${id}`);
    const term = found(await this.finder.one(id));
    await this.lockPerson(term.personId);
    return term;
  }

  /** What was committed while waiting for the lock counts. */
  private async checkFree(
    groupId: string,
    term: Term,
    { except = '', field = 'validFrom' }: { except?: string; field?: string } = {},
  ): Promise<void> {
    const others = await this.db.hold<Term>(sql`
      SELECT person_id AS personId, valid_from AS validFrom, valid_to AS validTo FROM membership
      WHERE group_id = ${groupId} AND person_id = ${term.personId} AND id <> ${except}`);
    const other = others.find((one) => overlap(one, term));
    if (!other) return;
    throw new Invalid({ [field]: overlapFault(other) });
  }

  /** In the history of the person and of the group. */
  private async record(
    actor: Actor,
    { what, facts: more }: { what: string; facts: object },
    { groupId, personId, role, stateCode, validFrom, validTo }: Omit<MembershipRecord, 'version'>,
  ) {
    const group = await this.db.row<{ code: string }>(sql`SELECT code FROM network_group WHERE id = ${groupId}`);
    const person = await this.db.row<{ givenName: string; familyName: string }>(sql`
      SELECT given_name AS givenName, family_name AS familyName FROM person WHERE id = ${personId}`);
    const facts = {
      group: group?.code,
      person: person && nameOf(person),
      role,
      stateCode,
      validFrom,
      validTo,
      ...more,
    };
    await this.events.record(`person.${what}`, personId, actor, facts);
    await this.events.record(`group.${what}`, groupId, actor, facts);
  }
}

const fieldsOf = ({ role, stateCode, validFrom, validTo }: MembershipRecord) => ({
  role,
  stateCode,
  validFrom,
  validTo,
});
