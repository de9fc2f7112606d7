import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HomePanels } from '@samrad/platform/views';
import { ProposalFinder } from '../proposal/proposal.finder.js';
import { RequestFinder } from './request.finder.js';
import { canSeeRequests } from './request.policy.js';

/** What people asked about their data waits on the first page of those who decide. */
@Injectable()
export class PrivacyHome implements OnModuleInit {
  constructor(
    private readonly panels: HomePanels,
    private readonly finder: RequestFinder,
    private readonly proposals: ProposalFinder,
  ) {}

  onModuleInit(): void {
    this.panels.offerTasks(async ({ actor }) => {
      if (!canSeeRequests(actor)) return [];
      const [{ count, late }, proposals] = await Promise.all([this.finder.waiting(), this.proposals.countWaiting()]);
      const tone = late > 0 ? ('danger' as const) : ('warning' as const);
      return [
        { key: 'myself.task.requests', count, href: '/data-protection', tone },
        { key: 'myself.task.proposals', count: proposals, href: '/data-protection', tone: 'info' as const },
      ];
    });
  }
}
