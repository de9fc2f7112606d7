import { Injectable } from '@nestjs/common';
import { askable, GroupMembers } from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import { fold } from '@samrad/platform/pure';

/** A person who can be chosen for a task in a meeting. */
export interface Candidate {
  id: string;
  name: string;
  organisation: string | null;
  stateCode: string | null;
}

/** Who can be chosen as chair, secretary or presenter. For organisers, who see everybody. */
@Injectable()
export class CandidateFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly groups: GroupMembers,
  ) {}

  /** Members of groups, everybody who holds such an office in a meeting already, and who is asking. @param kept who has the task, whatever became of them */
  organisers(self: string | null, kept: readonly (string | null)[] = []): Promise<Candidate[]> {
    const offered = sql`(p.id = ${self ?? ''} OR p.id IN (SELECT ms.person_id FROM membership ms)
      OR p.id IN (SELECT m.chair_id FROM meeting m) OR p.id IN (SELECT m.secretary_id FROM meeting m))`;
    return this.find(offered, { kept });
  }

  /** Members of the meeting's group and those invited; everybody when there are none. @param q begins a name */
  async presenters(meeting: { id: string; groupId: string | null }, q = ''): Promise<Candidate[]> {
    const named = nameLike(q);
    if (named) return this.find(named, { limit: 50 });
    const { groupId } = meeting;
    const inGroup = groupId ? await this.groups.condition(groupId, this.clock.today()) : sql`1 = 0`;
    const near = await this.find(sql`(${inGroup}
      OR p.id IN (SELECT ms.person_id FROM membership ms WHERE ms.group_id = ${groupId ?? ''})
      OR p.id IN (SELECT i.person_id FROM invitation i WHERE i.meeting_id = ${meeting.id} AND i.removed_at IS NULL)
      OR p.id IN (SELECT m.chair_id FROM meeting m WHERE m.id = ${meeting.id})
      OR p.id IN (SELECT m.secretary_id FROM meeting m WHERE m.id = ${meeting.id}))`);
    return near.length ? near : this.find(sql`1 = 1`, { limit: 300 });
  }

  private find(
    condition: Sql,
    { limit = 1000, kept = [] }: { limit?: number; kept?: readonly (string | null)[] } = {},
  ): Promise<Candidate[]> {
    const today = this.clock.today();
    return this.db.rows<Candidate>(sql`
      SELECT p.id, TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, p.state_code AS stateCode,
        (SELECT COALESCE(o.acronym, o.name) FROM affiliation a JOIN organisation o ON o.id = a.organisation_id
          WHERE a.person_id = p.id AND (a.valid_to IS NULL OR a.valid_to >= ${today})
          ORDER BY a.valid_from DESC, a.id DESC LIMIT 1) AS organisation
      FROM person p WHERE (${askable(today)} AND ${condition}) OR p.id IN (${join(['', ...kept])})
      ORDER BY p.sort_name, p.id LIMIT ${limit}`);
  }
}

/** Every word begins a word of the sorted name. */
function nameLike(q: string): Sql | null {
  const words = fold(q)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 4);
  if (!words.length) return null;
  return words
    .map((word) => sql`(p.sort_name LIKE ${`${word}%`} OR p.sort_name LIKE ${`% ${word}%`})`)
    .reduce((all, one) => sql`${all} AND ${one}`);
}
