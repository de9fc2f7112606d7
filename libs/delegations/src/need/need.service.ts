import { Injectable } from '@nestjs/common';
import { standingStatus, type InvitationRow } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, newId, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { Env } from '../../../../config/env.js';
import { Need } from './need.entity.js';
import { NeedFinder } from './need.finder.js';
import { comesNot, keptUntil, needsAfter, type NeedsSent } from './need.rules.js';

export const sweepJob = 'need.sweep';

interface Kept {
  meetingId: string;
  endAt: string;
  n: number;
}

/** Keeps what people need at a meeting for as long as it is needed. What they wrote goes into no event and no log. */
@Injectable()
export class NeedService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly env: Env,
    private readonly finder: NeedFinder,
    private readonly jobs: Jobs,
    private readonly events: Events,
  ) {}

  /** What came with an answer. @param invitation as it is after the answer */
  async take({ id, meetingId, status }: InvitationRow, sent: NeedsSent): Promise<void> {
    await this.db.tx(async () => {
      const before = await this.finder.of(id);
      const after = needsAfter(before, sent, status);
      if (!after) return void (await this.db.run(sql`DELETE FROM need WHERE invitation_id = ${id}`));
      const row = { ...after, updatedAt: this.clock.instant() };
      if (before) await this.db.repo(Need).update({ invitationId: id }, row);
      else await this.db.repo(Need).insert({ id: newId(), invitationId: id, ...row });
      await this.plan(meetingId);
    });
  }

  /** Deletes what those had written who do not come, and everything about a cancelled meeting. */
  async forget(meetingId: string): Promise<void> {
    await this.db.tx(() =>
      this.db.run(sql`
        DELETE FROM need WHERE invitation_id IN (SELECT i.id FROM invitation i JOIN meeting m ON m.id = i.meeting_id
          WHERE i.meeting_id = ${meetingId} AND (i.removed_at IS NOT NULL OR m.status = 'cancelled'
            OR ${standingStatus} IN (${join(comesNot)})))`),
    );
  }

  /** Deletes everything whose time is over; comes back for a meeting that was moved. */
  async sweep(): Promise<void> {
    await this.db.tx(async () => {
      for (const { meetingId, endAt, n } of await this.kept()) {
        if (this.until(endAt) > this.clock.instant()) continue;
        await this.db.run(sql`
          DELETE FROM need WHERE invitation_id IN (SELECT id FROM invitation WHERE meeting_id = ${meetingId})`);
        await this.events.record('meeting.needs_deleted', meetingId, system, { count: Number(n) });
      }
    });
  }

  /** The job of one meeting. */
  async sweepAfter(meetingId: string): Promise<void> {
    await this.sweep();
    if (await this.finder.count(meetingId)) await this.plan(meetingId);
  }

  /** When the needs of a meeting are deleted. */
  until(endAt: string): string {
    return keptUntil(endAt, this.env.values.NEEDS_KEPT_DAYS);
  }

  private async plan(meetingId: string): Promise<void> {
    const row = await this.db.row<{ endAt: string }>(sql`SELECT end_at AS endAt FROM meeting WHERE id = ${meetingId}`);
    if (row) await this.jobs.later(sweepJob, { meetingId }, this.until(row.endAt));
  }

  private kept(): Promise<Kept[]> {
    return this.db.rows<Kept>(sql`
      SELECT m.id AS meetingId, m.end_at AS endAt, COUNT(*) AS n FROM need n
      JOIN invitation i ON i.id = n.invitation_id JOIN meeting m ON m.id = i.meeting_id GROUP BY m.id, m.end_at`);
  }
}
