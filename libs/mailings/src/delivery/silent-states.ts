import { Injectable } from '@nestjs/common';
import { standingStatus } from '@samrad/meetings';
import { Db, sql } from '@samrad/platform/database';

/** States of which nobody has answered the invitation to a meeting. */
@Injectable()
export class SilentStates {
  constructor(private readonly db: Db) {}

  async of(meetingId: string): Promise<string[]> {
    const rows = await this.db.rows<{ code: string; answered: number }>(sql`
      SELECT x.code, SUM(CASE WHEN x.answer = 'needs_action' THEN 0 ELSE 1 END) AS answered FROM (
        SELECT COALESCE(i.state_code, p.state_code) AS code, ${standingStatus} AS answer
        FROM invitation i JOIN person p ON p.id = i.person_id JOIN meeting m ON m.id = i.meeting_id
        WHERE i.meeting_id = ${meetingId} AND i.removed_at IS NULL) x
      WHERE x.code IS NOT NULL GROUP BY x.code ORDER BY x.code`);
    return rows.filter(({ answered }) => Number(answered) === 0).map(({ code }) => code);
  }
}
