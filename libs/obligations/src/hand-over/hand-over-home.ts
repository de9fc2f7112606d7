import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { HomePanels, type Task } from '@samrad/platform/views';
import { HandOverFinder } from './hand-over.finder.js';
import { canHandOver } from './hand-over.policy.js';

/** The first page says that hand-overs wait. */
@Injectable()
export class HandOverHome implements OnModuleInit {
  constructor(
    private readonly home: HomePanels,
    private readonly finder: HandOverFinder,
  ) {}

  onModuleInit(): void {
    this.home.offerTasks((ctx) => this.tasks(ctx));
  }

  private async tasks({ actor }: Ctx): Promise<Task[]> {
    if (!canHandOver(actor)) return [];
    const count = await this.finder.count();
    return [{ key: 'obligations.handOver.waiting', count, href: '/hand-over', tone: 'warning' }];
  }
}
