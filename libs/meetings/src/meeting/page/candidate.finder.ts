import { Injectable } from '@nestjs/common';
import { GroupMembers } from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
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

  /** Members of groups, everybody who holds such an office in a meeting already, and who is asking. */
  organisers(self: string | null): Promise<Candidate[]> {
    return this.find(sql`(p.id = ${self ?? ''} OR p.id IN (SELECT ms.person_id FROM membership ms)
      OR p.id IN (SELECT m.chair_id FROM meeting m) OR p.id IN (SELECT m.secretary_id FROM meeting m))`);
  }

  /** Members of the meeting's group and those invited; everybody when there are none. @param q begins a name */
  async presenters(meeting: { id: string; groupId: string | null }, q = ''): Promise<Candidate[]> {
    const named = nameLike(q);
    if (named) return this.find(named, 50);
    const { groupId } = meeting;
    const inGroup = groupId ? await this.groups.condition(groupId, this.clock.today()) : sql`1 = 0`;
    const near = await this.find(sql`(${inGroup}
      OR p.id IN (SELECT ms.person_id FROM membership ms WHERE ms.group_id = ${groupId ?? ''})
      OR p.id IN (SELECT i.person_id FROM invitation i WHERE i.meeting_id = ${meeting.id} AND i.removed_at IS NULL)
      OR p.id IN (SELECT m.chair_id FROM meeting m WHERE m.id = ${meeting.id})
      OR p.id IN (SELECT m.secretary_id FROM meeting m WHERE m.id = ${meeting.id}))`);
    return near.length ? near : this.find(sql`1 = 1`, 300);
  }

  private find(condition: Sql, limit = 1000): Promise<Candidate[]> {
    const today = this.clock.today();
    return this.db.rows<Candidate>(sql`
      SELECT p.id, TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, p.state_code AS stateCode,
        (SELECT COALESCE(o.acronym, o.name) FROM affiliation a JOIN organisation o ON o.id = a.organisation_id
          WHERE a.person_id = p.id AND (a.valid_to IS NULL OR a.valid_to >= ${today})
          ORDER BY a.valid_from DESC, a.id DESC LIMIT 1) AS organisation
      FROM person p WHERE (p.left_on IS NULL OR p.left_on > ${today}) AND ${condition}
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
