import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FormerMembers } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Clock, type Day, type Instant } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { InvitationSender } from '../sending/invitation-sender.js';

const job = 'invitation.term-ended';
const kinds = ['person.membershipEnded', 'person.membershipChanged', 'person.membershipTakenBack'];

interface Happened {
  subjectId: string;
  data: { group?: string };
}

interface Gone {
  id: string;
  meetingId: string;
  groupId: string | null;
  personId: string;
  name: string;
  askedAt: Instant | null;
}

/** When somebody was chosen or told last; chosen again and not yet told: nothing, for that was decided afterwards. */
const asked = sql`COALESCE(i.sent_at, i.hold_sent_at, CASE WHEN i.sent_sequence IS NULL THEN i.created_at END)`;

/**
 * Whoever was asked as a member and is in the group no more is taken off the lists of its meetings that are not over,
 * without a mail: with the term end the mails, the papers and the calendar. Who is asked again afterwards, as a guest,
 * stays. Seen at once when somebody ends a term, and in the first round of the day after its last.
 */
@Injectable()
export class EndedTerms implements OnModuleInit {
  private sweptOn: Day | null = null;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly former: FormerMembers,
    private readonly sender: InvitationSender,
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    for (const kind of kinds) this.events.subscribe(kind, job);
    this.jobs.on(job, (happened: Happened) => this.afterChange(happened));
    this.jobs.hourly(() => this.sweep());
    this.jobs.eachRound(() => this.onNewDay());
  }

  /** Terms whose last day is over. Can be repeated at any time: a second run finds nobody. */
  sweep(): Promise<void> {
    return this.takeOff(sql`1 = 1`);
  }

  /** Somebody wrote down that a term is over, maybe long ago: whatever was asked before that counts no more. */
  private afterChange({ subjectId, data }: Happened): Promise<void> {
    return this.takeOff(sql`i.person_id = ${subjectId}
      AND m.group_id = (SELECT eg.id FROM network_group eg WHERE eg.code = ${data.group ?? ''})`);
  }

  private async onNewDay(): Promise<void> {
    const today = this.clock.today();
    if (this.sweptOn === today) return;
    await this.sweep();
    this.sweptOn = today;
  }

  private async takeOff(condition: Sql): Promise<void> {
    const meetings = new Set((await this.gone(condition)).map(({ meetingId }) => meetingId));
    for (const meetingId of meetings) {
      await this.db.tx(async () => {
        await this.sender.lock(meetingId);
        for (const row of await this.gone(sql`i.meeting_id = ${meetingId} AND ${condition}`)) {
          await this.db.run(sql`UPDATE invitation SET removed_at = ${this.clock.instant()}, hold_sent_at = NULL,
              version = version + 1
            WHERE id = ${row.id}`);
          await this.events.record('meeting.uninvited', meetingId, system, { name: row.name, context: 'term' });
        }
      });
    }
  }

  /** Who is on the list of a meeting that is not over, and was asked as a member of its group. */
  private async gone(condition: Sql): Promise<Gone[]> {
    const rows = await this.db.rows<Gone>(sql`
      SELECT i.id, i.meeting_id AS meetingId, m.group_id AS groupId, i.person_id AS personId,
        TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, ${asked} AS askedAt
      FROM meeting m JOIN invitation i ON i.meeting_id = m.id JOIN person p ON p.id = i.person_id
      WHERE m.end_at > ${this.clock.instant()} AND i.removed_at IS NULL AND ${condition}
      ORDER BY i.id`);
    return [...(await this.former.among(rows, (row) => row))];
  }
}
