import { Injectable } from '@nestjs/common';
import { changesOf, nameOf } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import type { Period } from '../rows/period.rules.js';
import { isChanged, type TermChange } from './joined-terms.js';

/** Tells of terms that are not what they were, at the person and at the group. */
@Injectable()
export class TermHistory {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
  ) {}

  /** Inside the transaction of the merge. */
  async record(actor: Actor, personId: string, terms: readonly TermChange[]): Promise<void> {
    const row = await this.db.row<{ givenName: string; familyName: string }>(sql`
      SELECT given_name AS givenName, family_name AS familyName FROM person WHERE id = ${personId}`);
    const person = row && nameOf(row);
    for (const term of terms.filter(isChanged)) {
      const { groupId, group, role, stateCode } = term;
      const days = changesOf({ terms: [told(term.before)] }, { terms: term.after.map(told) });
      const facts = { group, person, role, stateCode, ...days };
      await this.events.record('person.membershipJoined', personId, actor, facts);
      await this.events.record('group.membershipJoined', groupId, actor, facts);
    }
  }
}

const told = ({ from, to }: Period) => ({ validFrom: from, validTo: to });
