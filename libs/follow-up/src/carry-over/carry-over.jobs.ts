import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { steps, type Step } from './carry-over.rules.js';
import { CarryOverService } from './carry-over.service.js';

/** What happens to meetings and minutes, as a step from one agenda to the next. */
@Injectable()
export class CarryOverJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly carryOver: CarryOverService,
  ) {}

  onModuleInit(): void {
    for (const step of Object.keys(steps) as Step[]) {
      const job = `follow_up.${step}`;
      for (const kind of steps[step]) this.events.subscribe(kind, job);
      this.jobs.on(job, ({ subjectId }: { subjectId: string }) => this.carryOver[step](subjectId));
    }
  }
}
