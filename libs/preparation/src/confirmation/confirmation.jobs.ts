import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MeetingFinder } from '@samrad/meetings';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { AskedFinder, type AskedRow } from '../asked/asked.finder.js';
import { AskedReminders } from '../asked/asked-reminders.js';
import { ConfirmationFinder } from './confirmation.finder.js';
import { ConfirmationLetters } from './confirmation-letters.js';
import { ConfirmationService, isAskable } from './confirmation.service.js';

const job = 'preparation.presenters-again';

/** What happens with presenters by itself: a new agenda asks again, and those who are silent are reminded. */
@Injectable()
export class ConfirmationJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly meetings: MeetingFinder,
    private readonly asked: AskedFinder,
    private readonly finder: ConfirmationFinder,
    private readonly service: ConfirmationService,
    private readonly letters: ConfirmationLetters,
    private readonly reminders: AskedReminders,
  ) {}

  onModuleInit(): void {
    this.events.subscribe('agenda.published', job);
    this.jobs.on(job, ({ subjectId }: { subjectId: string }) => this.service.askAgain(subjectId));
    this.reminders.offer('presenter', {
      respondBy: (id) => this.respondBy(id),
      waiting: (id) => this.waiting(id),
      send: (actor, id, people) => this.send(actor, id, people),
    });
  }

  private async respondBy(meetingId: string): Promise<string | null> {
    const meeting = await this.meetings.one(system, meetingId);
    if (!meeting || !isAskable(meeting, this.clock.instant())) return null;
    const open = (await this.finder.ofMeeting(meetingId)).filter(({ answer }) => answer === null);
    return (
      open
        .map((row) => row.respondBy)
        .sort()
        .at(-1) ?? null
    );
  }

  /** A State has answered when one of those who speak for it has. */
  private async waiting(meetingId: string): Promise<AskedRow[]> {
    const rows = await this.finder.ofMeeting(meetingId);
    const isAnswered = (itemId: string, stateCode: string | null) =>
      stateCode !== null && rows.some((row) => row.itemId === itemId && row.stateCode === stateCode && row.answer);
    const open = rows.filter((row) => row.answer === null && !isAnswered(row.itemId, row.stateCode));
    const ids = new Set(open.map(({ askedId }) => askedId));
    return (await this.asked.all('presenter', meetingId)).filter(({ id }) => ids.has(id));
  }

  private async send(actor: Actor, meetingId: string, people: AskedRow[]): Promise<void> {
    const meeting = await this.meetings.one(system, meetingId);
    if (!meeting) return;
    await this.letters.remind(meeting, people);
    await this.events.record('meeting.presenters_reminded', meetingId, actor, { count: people.length });
  }
}
