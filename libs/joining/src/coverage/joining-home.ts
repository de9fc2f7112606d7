import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { HomePanels, type Task } from '@samrad/platform/views';
import { ApplicationFinder } from '../application/application.finder.js';
import { canDecideApplications } from '../application/application.policy.js';
import { NominationFinder } from '../nomination/nomination.finder.js';
import { TermFinder } from '../term/term.finder.js';

/** What waits for a decision, on the first page of the organisers. */
@Injectable()
export class JoiningHome implements OnModuleInit {
  constructor(
    private readonly home: HomePanels,
    private readonly applications: ApplicationFinder,
    private readonly nominations: NominationFinder,
    private readonly terms: TermFinder,
  ) {}

  onModuleInit(): void {
    this.home.offerTasks((ctx) => this.tasks(ctx));
  }

  private async tasks({ actor }: Ctx): Promise<Task[]> {
    if (!canDecideApplications(actor)) return [];
    const waiting = { status: 'to_decide' as const };
    const [applications, nominations, terms] = await Promise.all([
      this.applications.count(waiting),
      this.nominations.count(actor, waiting),
      this.terms.ending(actor, { renewal: 'open' }),
    ]);
    return [
      {
        key: 'joining.home.applications',
        count: applications,
        href: '/applications?status=to_decide',
        tone: 'warning',
      },
      { key: 'joining.home.nominations', count: nominations, href: '/nominations?status=to_decide', tone: 'warning' },
      { key: 'joining.home.terms', count: terms.length, href: '/terms?renewal=open', tone: 'info' },
    ];
  }
}
