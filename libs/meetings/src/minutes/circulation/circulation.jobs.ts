import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { AdoptionItem } from '../adoption/adoption-item.js';
import { AdoptionService } from '../adoption/adoption.service.js';
import { closing, reminding } from './circulation.service.js';
import { CirculationReminder } from './circulation-reminder.js';

const placing = 'minutes.adoption_item';

/** Comments close, those who are silent are reminded, and adoption finds its way onto the next agenda. */
@Injectable()
export class CirculationJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly adoption: AdoptionService,
    private readonly reminder: CirculationReminder,
    private readonly item: AdoptionItem,
  ) {}

  onModuleInit(): void {
    this.jobs.on(closing, ({ id }: { id: string }) => this.adoption.closeComments(id));
    this.jobs.on(reminding, ({ id }: { id: string }) => this.reminder.remind(id));
    for (const kind of ['meeting.planned', 'meeting.cancelled']) this.events.subscribe(kind, placing);
    this.jobs.on(placing, ({ subjectId }: { subjectId: string }) => this.item.placeFor(subjectId));
  }
}
