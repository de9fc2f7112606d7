import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Env } from '../../../../../config/env.js';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import { demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { Invitation } from '../invitation.entity.js';
import type { InvitationRow } from '../invitation.finder.js';
import { canInvite } from '../invitation.policy.js';
import { asksAgain, unanswered, type LetterKind } from '../invitation.rules.js';
import { changing } from './changes.rules.js';
import { digestOf, holdDigestOf } from './told-digest.js';
import { InvitationSender } from './invitation-sender.js';
import { OpenProposals } from './proposals/open-proposals.js';
import { SendingLimits } from './sending-limits.js';
import { WaitingNews, type Told } from './waiting-news.js';

const job = 'invitation.news';

/**
 * Tells those who are invited when the meeting has changed: a while after the last change, so that one session of edits
 * makes one mail each; at once when an organiser says so; or not at all.
 */
@Injectable()
export class InvitationNews implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly meetings: MeetingFinder,
    private readonly waiting: WaitingNews,
    private readonly sender: InvitationSender,
    private readonly proposals: OpenProposals,
    private readonly limits: SendingLimits,
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    for (const kind of changing) this.events.subscribe(kind, job, this.env.values.CHANGE_DELAY_SECONDS);
    this.jobs.on(job, ({ subjectId }: { subjectId: string }) => this.tellIfDue(subjectId));
  }

  /** Sends what waits without further delay. @returns how many mails */
  async sendNow(actor: Actor, meetingId: string): Promise<number> {
    demand(canInvite(actor));
    found(await this.meetings.one(actor, meetingId));
    await this.limits.meeting(actor);
    return this.tell(actor, meetingId);
  }

  /**
   * The present state needs no mail any more. People keep the time they know, and their answers to it count, until a later
   * mail asks again.
   * @returns how many would have got one
   */
  async drop(actor: Actor, meetingId: string): Promise<number> {
    demand(canInvite(actor));
    return this.inOrder(meetingId, async (meeting) => {
      const told = await this.waiting.told(meeting);
      for (const { row } of told) {
        const sentDigest = row.sentAt === null ? holdDigestOf(meeting) : digestOf(meeting);
        await this.db.repo(Invitation).update({ id: row.id }, { sentDigest });
      }
      await this.events.record('meeting.changes_dropped', meetingId, actor, { count: told.length });
      return told.length;
    });
  }

  /** The job of an earlier change leaves it to the job of the last one. */
  private async tellIfDue(meetingId: string): Promise<void> {
    if (await this.waiting.isDue(meetingId)) await this.tell(system, meetingId);
  }

  private tell(actor: Actor, meetingId: string): Promise<number> {
    return this.inOrder(meetingId, async (found) => {
      const told = await this.waiting.told(found);
      const meeting = await this.withUndone(found);
      if (!told.length) return 0;
      await this.sendAll(meeting, told);
      await this.settle(meeting, told);
      await this.events.record('meeting.changes_sent', meetingId, actor, { count: told.length });
      return told.length;
    });
  }

  private inOrder(meetingId: string, work: (meeting: MeetingRow) => Promise<number>): Promise<number> {
    return this.db.tx(async () => {
      await this.sender.lock(meetingId);
      const meeting = await this.meetings.one(system, meetingId);
      return meeting ? work(meeting) : 0;
    });
  }

  private async sendAll(meeting: MeetingRow, told: readonly Told[]): Promise<void> {
    const news = new Map<LetterKind, InvitationRow[]>();
    for (const { kind, row } of told) news.set(kind, [...(news.get(kind) ?? []), row]);
    const minor = [...(news.get('changed') ?? []), ...(news.get('hold') ?? [])];
    const isRaised = minor.some((row) => (row.sentSequence ?? 0) >= meeting.sequence);
    const current = await this.sender.raised(meeting, isRaised);
    for (const [kind, people] of news) await this.sender.send(current, kind, people);
    const asked = told.filter(({ kind }) => asksAgain(kind)).map(({ row }) => row);
    await this.proposals.lapse(
      meeting,
      asked.map(({ id }) => id),
    );
    await this.askAgain(asked, meeting.significantSequence);
  }

  /** From now on answers to the earlier time count no more, except of those whose time has stayed. */
  private async settle({ id, significantSequence }: MeetingRow, told: readonly Told[]): Promise<void> {
    const asked = told.filter(({ kind }) => asksAgain(kind)).map(({ row }) => row.id);
    const others = asked.length ? sql`AND id NOT IN (${join(asked)})` : sql``;
    await this.db.run(sql`
      UPDATE invitation SET answered_sequence = ${significantSequence}
      WHERE meeting_id = ${id} AND answered_sequence < ${significantSequence} ${others}
        AND answered_sequence >= (SELECT told_significant_sequence FROM meeting WHERE id = ${id})`);
    await this.db.run(sql`UPDATE meeting SET told_significant_sequence = ${significantSequence} WHERE id = ${id}`);
  }

  /** Moved and moved back before anybody heard of it: the answers to the time that stayed count as before. */
  private async withUndone(meeting: MeetingRow): Promise<MeetingRow> {
    const { id, status, endAt, significantSequence, toldSignificantSequence } = meeting;
    const isOn = status === 'called' && endAt > this.clock.instant();
    if (!isOn || significantSequence <= toldSignificantSequence) return meeting;
    if (await this.waiting.hasOtherTime(meeting)) return meeting;
    await this.db.run(sql`UPDATE meeting SET significant_sequence = told_significant_sequence WHERE id = ${id}`);
    return { ...meeting, significantSequence: toldSignificantSequence };
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
