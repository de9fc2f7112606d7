import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { NeedService } from '../../need/need.service.js';
import { SeatService } from '../../seat/seat.service.js';
import { SubstituteJobs } from './substitute.jobs.js';

const job = 'delegations.answers';
const changes = [
  'meeting.answered',
  'meeting.uninvited',
  'meeting.rescheduled',
  'meeting.postponed',
  'meeting.cancelled',
];

/** What follows from an answer, whatever way it came: substitutes first, because they decide about seats. */
@Injectable()
export class AnswersJobs implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly substitutes: SubstituteJobs,
    private readonly seats: SeatService,
    private readonly needs: NeedService,
  ) {}

  onModuleInit(): void {
    for (const kind of changes) this.events.subscribe(kind, job);
    this.jobs.on(job, ({ subjectId }: { subjectId: string }) => this.follow(subjectId));
  }

  private async follow(meetingId: string): Promise<void> {
    await this.substitutes.follow(meetingId);
    await this.seats.allot(meetingId);
    await this.needs.forget(meetingId);
  }
}
