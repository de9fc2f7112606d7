import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock, type Day, type Instant } from '@samrad/platform/clock';
import { Db, join, newId, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { InvitationFinder, type InvitationRow } from '../invitation.finder.js';
import { InvitationSender } from '../sending/invitation-sender.js';
import { ReminderStep } from './reminder-step.entity.js';
import { isDue, mayRemind, stepsOf } from './reminder.rules.js';

const planJob = 'invitation.plan-reminders';
const stepJob = 'invitation.reminder';
/** After these the schedule may be another one. */
const moving = ['meeting.called', 'meeting.updated', 'meeting.rescheduled', 'meeting.mail_settings_changed'];
const pauseHours = 24;

interface StepToTake {
  meetingId: string;
  answerBy: Day;
  days: number;
}

/** A step of the schedule with what came of it. */
export interface StepDone {
  answerBy: Day;
  days: number;
  sent: number;
  doneAt: Instant;
}

/** Reminds those who have not answered: by hand, and on the meeting's schedule, each step once. */
@Injectable()
export class Reminders implements OnModuleInit {
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
    for (const kind of moving) this.events.subscribe(kind, planJob);
    this.jobs.on(planJob, ({ subjectId }: { subjectId: string }) => this.plan(subjectId));
    this.jobs.on(stepJob, (step: StepToTake) => this.take(step));
  }

  /** Whom a reminder reaches: who has not answered, was not reminded within a day, and whose address works. */
  async people(meetingId: string): Promise<InvitationRow[]> {
    return (await this.waiting(meetingId)).filter(({ failedSince }) => failedSince === null);
  }

  /** The same with those whose address does not work. */
  async waiting(meetingId: string): Promise<InvitationRow[]> {
    const before = this.clock.instantIn(-pauseHours * 3600);
    const invited = await this.finder.invited(meetingId);
    return invited.filter(({ status, remindedAt }) => status === 'needs_action' && (remindedAt ?? '') < before);
  }

  /** One mail to each; inside a transaction. @returns how many */
  async send(actor: Actor, meeting: MeetingRow, people: readonly InvitationRow[]): Promise<number> {
    if (!people.length) return 0;
    await this.sender.send(meeting, 'reminder', people);
    const ids = join(people.map(({ id }) => id));
    await this.db.run(sql`UPDATE invitation SET reminded_at = ${this.clock.instant()} WHERE id IN (${ids})`);
    await this.events.record('meeting.reminded', meeting.id, actor, { count: people.length });
    return people.length;
  }

  /** Steps that were taken, the newest first. */
  done(meetingId: string): Promise<StepDone[]> {
    return this.db.rows<StepDone>(sql`
      SELECT answer_by AS answerBy, days, sent, done_at AS doneAt FROM reminder_step
      WHERE meeting_id = ${meetingId} ORDER BY done_at DESC, id DESC`);
  }

  /** A job for each step that lies ahead; what does not fit any more when its time comes is passed over then. */
  private async plan(meetingId: string): Promise<void> {
    const meeting = await this.meetings.one(system, meetingId);
    if (meeting?.status !== 'called') return;
    const ahead = stepsOf(meeting).filter(({ at }) => at > this.clock.instant());
    await this.db.tx(async () => {
      for (const { days, at } of ahead) {
        await this.jobs.later(stepJob, { meetingId, answerBy: meeting.answerBy, days }, at);
      }
    });
  }

  private async take({ meetingId, answerBy, days }: StepToTake): Promise<void> {
    await this.db.tx(async () => {
      await this.sender.lock(meetingId);
      const meeting = await this.meetings.one(system, meetingId);
      if (!meeting || !this.isNow(meeting, { answerBy, days }) || (await this.isTaken(meetingId, answerBy, days)))
        return;
      const sent = await this.send(system, meeting, await this.settled(meetingId));
      const step = { id: newId(), meetingId, answerBy, days, sent, doneAt: this.clock.instant() };
      await this.db.repo(ReminderStep).insert(step);
    });
  }

  /** Who was invited a moment ago has had no time to answer. */
  private async settled(meetingId: string): Promise<InvitationRow[]> {
    const before = this.clock.instantIn(-pauseHours * 3600);
    return (await this.people(meetingId)).filter(({ sentAt }) => sentAt !== null && sentAt <= before);
  }

  private isNow(meeting: MeetingRow, { answerBy, days }: Pick<StepToTake, 'answerBy' | 'days'>): boolean {
    const now = this.clock.instant();
    if (meeting.answerBy !== answerBy || !mayRemind(meeting, now)) return false;
    return stepsOf(meeting).some((step) => step.days === days && isDue(step, now));
  }

  private async isTaken(meetingId: string, answerBy: Day, days: number): Promise<boolean> {
    const row = await this.db.row(sql`
      SELECT id FROM reminder_step WHERE meeting_id = ${meetingId} AND answer_by = ${answerBy} AND days = ${days}`);
    return row !== undefined;
  }
}
