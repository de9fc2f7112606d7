import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import { Invitation } from '../invitation.entity.js';
import { InvitationFinder, type InvitationRow } from '../invitation.finder.js';
import { digestOf } from './invitation-letters.js';
import { InvitationSender } from './invitation-sender.js';
import { newsFor, unanswered, type LetterKind } from '../invitation.rules.js';

const job = 'invitation.news';
const changes = ['meeting.rescheduled', 'meeting.updated', 'meeting.cancelled', 'meeting.postponed'];

/** Tells those who are invited when the meeting has changed. Several edits before the job runs make one mail each. */
@Injectable()
export class InvitationNews implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: InvitationFinder,
    private readonly meetings: MeetingFinder,
    private readonly sender: InvitationSender,
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    for (const kind of changes) this.events.subscribe(kind, job);
    this.jobs.on(job, ({ subjectId }: { subjectId: string }) => this.tell(subjectId));
  }

  /** Compares what each person was told with the meeting as it is now, and sends what is new. */
  async tell(meetingId: string): Promise<void> {
    await this.db.tx(async () => {
      await this.sender.lock(meetingId);
      const meeting = await this.meetings.one(system, meetingId);
      if (!meeting) return;
      const state = { digest: digestOf(meeting), now: this.clock.instant() };
      const news = new Map<LetterKind, InvitationRow[]>();
      for (const row of await this.finder.invited(meetingId)) {
        const kind = newsFor(row, meeting, state);
        if (kind) news.set(kind, [...(news.get(kind) ?? []), row]);
      }
      const isMinor = (news.get('changed') ?? []).some((row) => (row.sentSequence ?? 0) >= meeting.sequence);
      const current = await this.sender.raised(meeting, isMinor);
      for (const [kind, people] of news) await this.sender.send(current, kind, people);
      await this.askAgain(
        [...(news.get('moved') ?? []), ...(news.get('postponed') ?? [])],
        meeting.significantSequence,
      );
    });
  }

  /** The answer to the old date leaves the invitation and stays in the history. */
  private async askAgain(people: readonly InvitationRow[], significantSequence: number): Promise<void> {
    if (!people.length) return;
    const old = await this.db.rows<{ id: string }>(sql`
      SELECT i.id FROM invitation i WHERE i.id IN (${join(people.map(({ id }) => id))})
        AND i.status <> 'needs_action' AND (i.answered_sequence IS NULL OR i.answered_sequence < ${significantSequence})`);
    for (const { id } of old) await this.db.repo(Invitation).update({ id }, { ...unanswered, remindedAt: null });
  }
}
