import { Injectable } from '@nestjs/common';
import type { Expectation, Expected } from '@samrad/meetings';
import { Db, sql } from '@samrad/platform/database';

export interface PollExpectation extends Expectation {
  pollId: string;
  /** The time that was answered to. */
  startAt: string;
}

/** What those asked in the poll that made a meeting said to its time. */
@Injectable()
export class ExpectationFinder {
  constructor(private readonly db: Db) {}

  async ofMeeting(meetingId: string): Promise<PollExpectation | null> {
    const poll = await this.db.row<{ id: string; slotId: string; startAt: string }>(sql`
      SELECT q.id, s.id AS slotId, s.start_at AS startAt FROM poll q JOIN poll_slot s ON s.id = q.chosen_slot_id
      WHERE q.meeting_id = ${meetingId} AND q.status = 'decided' ORDER BY q.id DESC LIMIT 1`);
    if (!poll) return null;
    const people = await this.db.rows<Expected>(sql`
      SELECT v.person_id AS personId, x.answer FROM poll_voter v
      LEFT JOIN poll_vote x ON x.voter_id = v.id AND x.slot_id = ${poll.slotId}
      WHERE v.poll_id = ${poll.id} AND v.sent_at IS NOT NULL ORDER BY v.id`);
    return { pollId: poll.id, startAt: poll.startAt, people, href: `/polls/${poll.id}` };
  }
}
