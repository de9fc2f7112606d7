import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { HomePanels, type Task } from '@samrad/platform/views';
import { VoteLink } from '../vote/vote-link.js';
import { PollFinder } from './poll.finder.js';
import { canRunPolls } from './poll.policy.js';

/** On the first page: polls that wait for one's answer, and for organisers those that have had their day. */
@Injectable()
export class PollHome implements OnModuleInit {
  constructor(
    private readonly home: HomePanels,
    private readonly finder: PollFinder,
    private readonly link: VoteLink,
  ) {}

  onModuleInit(): void {
    this.home.offerTasks((ctx) => this.tasks(ctx));
  }

  private async tasks({ actor }: Ctx): Promise<Task[]> {
    const waiting = actor.personId ? await this.finder.waitingFor(actor.personId) : [];
    const [first] = waiting;
    const own: Task[] = first
      ? [{ key: 'planning.home.answer', count: waiting.length, href: this.link.pathOf(first.voterId), tone: 'warning' }]
      : [];
    if (!canRunPolls(actor)) return own;
    const late = await this.finder.overdue();
    return [...own, { key: 'planning.home.decide', count: late, href: '/polls?status=open', tone: 'warning' }];
  }
}
