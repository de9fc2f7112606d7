import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Consents, type ConsentPurpose } from '@samrad/network';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { SubscriptionService } from './subscription.service.js';

const job = 'mailings.newsletters-wished';

interface Agreed {
  subjectId: string;
  data: { purpose?: ConsentPurpose };
}

/** Whoever says that they want newsletters gets those that are for everybody, without asking for them a second time. */
@Injectable()
export class SubscriptionWishes implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly consents: Consents,
    private readonly subscriptions: SubscriptionService,
  ) {}

  onModuleInit(): void {
    this.events.subscribe('person.consent_given', job);
    this.jobs.on(job, (agreed: Agreed) => this.wished(agreed));
  }

  private async wished({ subjectId, data }: Agreed): Promise<void> {
    if (data.purpose !== 'newsletter' || !(await this.consents.has(subjectId, 'newsletter'))) return;
    await this.subscriptions.takeUp(subjectId);
  }
}
