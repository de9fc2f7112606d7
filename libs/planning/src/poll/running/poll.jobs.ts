import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '@samrad/platform/jobs';
import { PollReminders, reminderJob } from './poll-reminders.js';

/** What polls do by themselves. */
@Injectable()
export class PollJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly reminders: PollReminders,
  ) {}

  onModuleInit(): void {
    this.jobs.on(reminderJob, (planned: { id: string; respondBy: string }) => this.reminders.runPlanned(planned));
  }
}
