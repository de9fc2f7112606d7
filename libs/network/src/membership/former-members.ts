import { Injectable } from '@nestjs/common';
import { Clock, type Day, type Instant } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import { GroupMembers } from '../group/composition/group-members.js';

/** Somebody who was asked something in a group. */
export interface AskedInGroup {
  personId: string;
  /** Null: in no group. */
  groupId: string | null;
  /** Null: not told yet. */
  askedAt: Instant | null;
}

interface Parting {
  personId: string;
  validFrom: Day | null;
  validTo: Day | null;
  /** When it was written down; null: it lasted until `validTo`. */
  writtenAt: Instant | null;
}

const kinds = ['person.membershipEnded', 'person.membershipChanged', 'person.membershipTakenBack'];

/**
 * Whose part in a group is over. The one place that knows when the end of a term ends what somebody was asked as a member:
 * invitations, personal links and the mails about them ask here.
 */
@Injectable()
export class FormerMembers {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly groups: GroupMembers,
  ) {}

  /**
   * Those who were asked before their term in the group ended, or before somebody wrote down that it is over, and who are
   * in the group in no way any more: nor by a rule. Whoever is asked afterwards is asked as a guest.
   */
  async among<R>(rows: readonly R[], askedOf: (row: R) => AskedInGroup): Promise<Set<R>> {
    const gone = new Set<R>();
    const all = rows.map((row) => ({ row, ...askedOf(row) }));
    for (const groupId of new Set(all.map((one) => one.groupId))) {
      if (groupId === null) continue;
      const asked = all.filter((one) => one.groupId === groupId && one.askedAt !== null);
      const partings = await this.partings(groupId, [...new Set(asked.map(({ personId }) => personId))]);
      for (const one of asked) {
        if (partings.some((parting) => parting.personId === one.personId && endsIt(parting, one.askedAt!))) {
          gone.add(one.row);
        }
      }
    }
    return gone;
  }

  /** Of those who are in the group no more: their terms that are over, and when somebody wrote that down. */
  private async partings(groupId: string, personIds: readonly string[]): Promise<Parting[]> {
    const still = await this.groups.among(groupId, personIds);
    const away = personIds.filter((id) => !still.has(id));
    if (!away.length) return [];
    return this.db.rows<Parting>(sql`
      SELECT t.person_id AS personId, t.valid_from AS validFrom, t.valid_to AS validTo, NULL AS writtenAt
      FROM membership t WHERE t.group_id = ${groupId} AND t.person_id IN (${join(away)})
        AND t.valid_to < ${this.clock.today()}
      UNION ALL
      SELECT ev.subject_id AS personId, NULL AS validFrom, NULL AS validTo, ev.at AS writtenAt
      FROM event ev JOIN network_group eg ON eg.id = ${groupId}
      WHERE ev.noun = 'person' AND ev.subject_id IN (${join(away)}) AND ev.kind IN (${join(kinds)})
        AND ev.data LIKE CONCAT('%"group":"', eg.code, '"%')`);
  }
}

function endsIt({ validFrom, validTo, writtenAt }: Parting, askedAt: Instant): boolean {
  if (writtenAt !== null) return askedAt <= writtenAt;
  const day = askedAt.slice(0, 10);
  return validTo !== null && validTo >= day && (validFrom === null || validFrom <= day);
}
