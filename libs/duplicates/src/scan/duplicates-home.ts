import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { HomePanels, type Task } from '@samrad/platform/views';
import { canSeeDuplicates } from '../merge/merge.policy.js';
import { nouns } from '../rule/rule.types.js';
import { PairFinder } from './pair.finder.js';

/** Pairs that nobody has looked at, on the first page of those who keep the register. */
@Injectable()
export class DuplicatesHome implements OnModuleInit {
  constructor(
    private readonly home: HomePanels,
    private readonly finder: PairFinder,
  ) {}

  onModuleInit(): void {
    this.home.offerTasks((ctx) => this.tasks(ctx));
  }

  private async tasks({ actor }: Ctx): Promise<Task[]> {
    if (!canSeeDuplicates(actor)) return [];
    const counts = await Promise.all(nouns.map((noun) => this.finder.count(noun, {})));
    return nouns.map((noun, at) => ({
      ...{
        key: `duplicates.home.${noun}`,
        count: counts[at]!,
        href: `/duplicates?noun=${noun}`,
        tone: 'info' as const,
      },
    }));
  }
}
