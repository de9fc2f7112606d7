import { Injectable } from '@nestjs/common';
import { bodiesIn, bodyTypes, GroupMembers } from '@samrad/network';
import type { Actor, Circle } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { actorBehind, type Holder } from './state-page.policy.js';

/** Who opened the door. */
type Named = Pick<Holder, 'personId' | 'name' | 'address' | 'stateCode'>;

interface MembershipRow {
  groupId: string;
  stateCode: string | null;
  kind: string;
}

/** Builds who acts from a personal link. */
@Injectable()
export class LinkActors {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly groups: GroupMembers,
  ) {}

  async of({ personId, name, address, stateCode }: Named, speaks: boolean): Promise<Actor> {
    const today = this.clock.today();
    const [memberships, person, composed] = await Promise.all([
      this.db.rows<MembershipRow>(sql`
        SELECT m.group_id AS groupId, m.state_code AS stateCode, g.kind FROM membership m
        JOIN network_group g ON g.id = m.group_id WHERE m.person_id = ${personId}
          AND (m.valid_from IS NULL OR m.valid_from <= ${today}) AND (m.valid_to IS NULL OR m.valid_to >= ${today})`),
      this.db.row<{ types: string | null }>(
        sql`SELECT ${bodyTypes(today)} AS types FROM person p WHERE p.id = ${personId}`,
      ),
      this.groups.derivedOf([personId]),
    ]);
    return actorBehind({
      ...{ personId, name, address, stateCode, speaks },
      groupIds: [...new Set([...memberships.map(({ groupId }) => groupId), ...(composed.get(personId) ?? [])])],
      circles: circlesOf(memberships),
      bodies: bodiesIn(person?.types ?? null),
    });
  }
}

/** The same as for those who sign in: see `Actor.circles`. */
function circlesOf(memberships: readonly MembershipRow[]): Circle[] {
  const isNcp = memberships.some(({ kind }) => kind === 'contact_points');
  const isOfState =
    isNcp || memberships.some(({ stateCode, kind }) => stateCode !== null && kind !== 'national_network');
  return [...(isNcp ? ['ncps' as const] : []), ...(isOfState ? ['states' as const] : [])];
}
