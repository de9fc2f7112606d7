import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { AttendanceService } from './attendance.service.js';

const job = 'attendance.moved';

/** What was noted for one day does not go along to another. */
@Injectable()
export class AttendanceJobs implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly attendance: AttendanceService,
  ) {}

  onModuleInit(): void {
    for (const kind of ['meeting.rescheduled', 'meeting.postponed']) this.events.subscribe(kind, job);
    this.jobs.on(job, ({ subjectId }: { subjectId: string }) => this.attendance.forgetEarlier(subjectId));
  }
}
