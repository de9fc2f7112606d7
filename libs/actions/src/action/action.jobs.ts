import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { asOfMinutes } from './action-item.entity.js';
import { ActionSharing, type Happened } from './action-sharing.js';

/** What actions do when the contexts below record something. */
@Injectable()
export class ActionJobs implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly sharing: ActionSharing,
  ) {}

  onModuleInit(): void {
    this.follow('minutes.published', 'actions.share', ({ subjectId, data }) =>
      this.sharing.share(subjectId, asOfMinutes(String(data.audience))),
    );
    this.follow('meeting.cancelled', 'actions.meeting-cancelled', (happened) =>
      this.sharing.meetingCancelled(happened),
    );
    this.follow('person.updated', 'actions.person-renamed', ({ subjectId }) =>
      this.sharing.renamed('person', subjectId),
    );
    this.follow('organisation.updated', 'actions.organisation-renamed', ({ subjectId }) =>
      this.sharing.renamed('organisation', subjectId),
    );
  }

  private follow(kind: string, job: string, handler: (happened: Happened) => Promise<void>): void {
    this.events.subscribe(kind, job);
    this.jobs.on(job, handler as (payload: never) => Promise<void>);
  }
}
