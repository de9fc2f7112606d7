import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MeetingFinder } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, fromJson, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { SeatLetters, type SeatNews } from './seat-letters.js';
import { mayTell, newsNow, type Told } from './seat-mails.rules.js';

const job = 'delegations.seat-news';
const hour = 3600;
const kinds = { seat: 'meeting.seat_given', waiting: 'meeting.seat_awaited' } as const;

/**
 * Mails about seats: the same news to one person about one meeting once an hour. What changes to and fro in between makes
 * one mail at the end of the hour, if it still differs from what the person knows.
 */
@Injectable()
export class SeatMails implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly meetings: MeetingFinder,
    private readonly letters: SeatLetters,
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.on(job, (late: SeatNews & { meetingId: string }) => this.catchUp(late));
  }

  /** Inside the transaction that gave and took the seats. */
  async tell(meetingId: string, news: readonly SeatNews[]): Promise<void> {
    const told = await this.told(meetingId);
    const since = this.clock.instantIn(-hour);
    const now = news.filter((one) => mayTell(one, told, since));
    for (const one of news.filter((other) => !now.includes(other))) {
      await this.jobs.later(job, { meetingId, ...one }, this.clock.instantIn(hour));
    }
    await this.send(meetingId, now);
  }

  /** What was held back, if it is true now and the person was told otherwise last. */
  private async catchUp({ meetingId, invitationId }: SeatNews & { meetingId: string }): Promise<void> {
    await this.db.tx(async () => {
      await this.db.run(sql`UPDATE meeting SET version = version WHERE id = ${meetingId}`);
      const meeting = await this.meetings.one(system, meetingId);
      if (meeting?.status !== 'called' || meeting.endAt <= this.clock.instant()) return;
      const seat = await this.db.row<{ status: 'seated' | 'waiting' }>(sql`
        SELECT status FROM seat WHERE invitation_id = ${invitationId}`);
      const kind = newsNow(invitationId, seat?.status ?? null, await this.told(meetingId));
      if (kind) await this.send(meetingId, [{ invitationId, kind }]);
    });
  }

  private async send(meetingId: string, news: readonly SeatNews[]): Promise<void> {
    if (!news.length) return;
    for (const { kind, name, invitationId } of await this.letters.send(meetingId, news)) {
      await this.events.record(kinds[kind], meetingId, system, { name, invitationId });
    }
  }

  /** Newest first. */
  private async told(meetingId: string): Promise<Told[]> {
    const rows = await this.db.rows<{ kind: string; at: Instant; data: unknown }>(sql`
      SELECT kind, at, data FROM event WHERE noun = 'meeting' AND subject_id = ${meetingId}
        AND kind IN (${kinds.seat}, ${kinds.waiting}) ORDER BY id DESC LIMIT 500`);
    return rows.map(({ kind, at, data }) => ({
      invitationId: fromJson<{ invitationId?: string }>(data)?.invitationId ?? '',
      kind: kind === kinds.seat ? 'seat' : 'waiting',
      at,
    }));
  }
}
