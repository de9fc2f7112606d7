import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isOrganiser, system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { demand } from '@samrad/platform/errors';
import { Jobs } from '@samrad/platform/jobs';
import type { AskedAbout } from './asked.entity.js';
import type { AskedRow } from './asked.finder.js';
import { reminderAt } from './asked.rules.js';

const remindAgainAfterHours = 24;
export const reminderJob = 'preparation.reminder';

interface Planned {
  about: AskedAbout;
  id: string;
  respondBy: string;
}

/** What a noun knows of its reminders. */
export interface Reminding {
  /** Until when answers are wanted now; null: not any more. */
  respondBy(id: string): Promise<string | null>;
  /** Those who have not answered. */
  waiting(id: string): Promise<AskedRow[]>;
  /** Queues the mails and records that they went out; joins the open transaction. */
  send(actor: Actor, id: string, people: AskedRow[]): Promise<void>;
}

/** Reminds those who have not answered: by button, and by itself before answers are due. Nobody twice within a day. */
@Injectable()
export class AskedReminders implements OnModuleInit {
  private readonly nouns = new Map<AskedAbout, Reminding>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.on(reminderJob, (planned: Planned) => this.runPlanned(planned));
  }

  /** Called once at start by each noun. */
  offer(about: AskedAbout, noun: Reminding): void {
    this.nouns.set(about, noun);
  }

  /** Plans the reminder before `respondBy`; an earlier plan for another day does nothing when its time comes. */
  async schedule(planned: Planned): Promise<void> {
    const at = reminderAt(planned.respondBy);
    if (at > this.clock.instant()) await this.jobs.later(reminderJob, planned, at);
  }

  /** Whom a reminder would go to now. */
  async toRemind(about: AskedAbout, id: string): Promise<AskedRow[]> {
    const before = this.pauseBegan();
    const waiting = await this.noun(about).waiting(id);
    return waiting.filter(({ remindedAt, hasLeft }) => !hasLeft && (remindedAt ?? '') < before);
  }

  /** One mail to each who has not answered. @returns how many */
  async remind(actor: Actor, about: AskedAbout, id: string): Promise<number> {
    demand(isOrganiser(actor));
    return this.db.tx(async () => {
      if ((await this.noun(about).respondBy(id)) === null) return 0;
      const people = await this.claim(await this.toRemind(about, id));
      if (people.length) await this.noun(about).send(actor, id, people);
      return people.length;
    });
  }

  private async runPlanned({ about, id, respondBy }: Planned): Promise<void> {
    if ((await this.noun(about).respondBy(id)) === respondBy) await this.remind(system, about, id);
  }

  /** Marks them, so that another who reminds at the same moment leaves them alone. */
  private async claim(people: readonly AskedRow[]): Promise<AskedRow[]> {
    const [now, before] = [this.clock.instant(), this.pauseBegan()];
    const claimed: AskedRow[] = [];
    for (const person of people) {
      const changed = await this.db.run(sql`
        UPDATE preparation_asked SET reminded_at = ${now}
        WHERE id = ${person.id} AND (reminded_at IS NULL OR reminded_at < ${before})`);
      if (changed) claimed.push(person);
    }
    return claimed;
  }

  private noun(about: AskedAbout): Reminding {
    return this.nouns.get(about)!;
  }

  private pauseBegan(): string {
    return this.clock.instantIn(-remindAgainAfterHours * 3600);
  }
}
