import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { InvitationSender } from '../sending/invitation-sender.js';

const job = 'invitation.departed';

interface Gone {
  id: string;
  meetingId: string;
  name: string;
}

/**
 * Whoever has left the network is taken off the lists of meetings that are not over, without a mail: from that day on
 * they get none. What they answered stays in the history. A day of leaving that lies ahead is seen by the hourly sweep.
 */
@Injectable()
export class Departures implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly sender: InvitationSender,
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.events.subscribe('person.left', job);
    this.jobs.on(job, () => this.takeOff());
    this.jobs.hourly(() => this.takeOff());
  }

  /** Can be repeated at any time: a second run finds nobody. */
  async takeOff(): Promise<void> {
    for (const meetingId of new Set((await this.gone()).map((row) => row.meetingId))) await this.takeOffOf(meetingId);
  }

  private async takeOffOf(meetingId: string): Promise<void> {
    await this.db.tx(async () => {
      await this.sender.lock(meetingId);
      for (const row of await this.gone(meetingId)) {
        await this.db.run(sql`UPDATE invitation SET removed_at = ${this.clock.instant()}, hold_sent_at = NULL,
            version = version + 1
          WHERE id = ${row.id}`);
        await this.events.record('meeting.uninvited', meetingId, system, { name: row.name, context: 'left' });
      }
    });
  }

  /** Who is on the list of a meeting that is not over, and has left. */
  private gone(meetingId?: string): Promise<Gone[]> {
    const where = meetingId === undefined ? sql`` : sql`AND i.meeting_id = ${meetingId}`;
    return this.db.rows<Gone>(sql`
      SELECT i.id, i.meeting_id AS meetingId, TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name
      FROM person p JOIN invitation i ON i.person_id = p.id JOIN meeting m ON m.id = i.meeting_id
      WHERE p.left_on <= ${this.clock.today()} AND i.removed_at IS NULL AND m.end_at > ${this.clock.instant()} ${where}
      ORDER BY i.id`);
  }
}
