import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '@samrad/platform/jobs';
import { NeedService, sweepJob } from './need.service.js';

/** Deletes needs when their time is over. */
@Injectable()
export class NeedJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly needs: NeedService,
  ) {}

  onModuleInit(): void {
    this.jobs.on(sweepJob, ({ meetingId }: { meetingId: string }) => this.needs.sweepAfter(meetingId));
  }
}
