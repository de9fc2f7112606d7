import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LostLink } from '@samrad/meetings';
import { system, type Actor, type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Events } from '@samrad/platform/events';
import { HomePanels, type Task } from '@samrad/platform/views';
import { AskedFinder, type AskedRow } from '../asked/asked.finder.js';
import { AskedLink } from '../asked/asked-link.js';
import { AskedReminders } from '../asked/asked-reminders.js';
import { ResultFinder } from '../ranking/result.finder.js';
import { ConsultationFinder } from './consultation.finder.js';
import { ConsultationLetters } from './consultation-letters.js';
import { takesAnswers } from './consultation.rules.js';

/** What consultations do by themselves: remind States, wait on the first page, send lost links anew. */
@Injectable()
export class ConsultationJobs implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly finder: ConsultationFinder,
    private readonly results: ResultFinder,
    private readonly asked: AskedFinder,
    private readonly link: AskedLink,
    private readonly lost: LostLink,
    private readonly home: HomePanels,
    private readonly letters: ConsultationLetters,
    private readonly reminders: AskedReminders,
    private readonly events: Events,
  ) {}

  onModuleInit(): void {
    this.reminders.offer('consultation', {
      respondBy: (id) => this.respondBy(id),
      waiting: (id) => this.waiting(id),
      send: (actor, id, people) => this.send(actor, id, people),
    });
    this.lost.offer(async ({ personId }) => {
      const open = await this.openFor(personId);
      return open.map(({ asked, title }) => ({ text: title, href: this.link.urlOf(asked) }));
    });
    this.home.offerTasks((ctx) => this.tasks(ctx));
  }

  private async respondBy(id: string): Promise<string | null> {
    const row = await this.finder.one(system, id);
    return row && takesAnswers(row, this.clock.today()) ? row.respondBy : null;
  }

  /** Those whose State has not answered. */
  private async waiting(id: string): Promise<AskedRow[]> {
    const answered = new Set((await this.results.latest(id)).map(({ stateCode }) => stateCode));
    return (await this.asked.all('consultation', id)).filter(({ stateCode }) => !answered.has(stateCode!));
  }

  private async send(actor: Actor, id: string, people: AskedRow[]): Promise<void> {
    const row = await this.finder.one(system, id);
    if (!row) return;
    await this.letters.remind(row, people);
    await this.events.record('consultation.reminded', id, actor, { count: people.length });
  }

  private async tasks({ actor }: Ctx): Promise<Task[]> {
    const open = actor.personId ? await this.openFor(actor.personId) : [];
    const waiting = await Promise.all(
      open.map(async ({ asked }) => (await this.waiting(asked.aboutId)).some(({ id }) => id === asked.id)),
    );
    const own = open.filter((_, index) => waiting[index]);
    const [first] = own;
    if (!first) return [];
    return [{ key: 'preparation.home.rank', count: own.length, href: this.link.pathOf(first.asked), tone: 'warning' }];
  }

  private async openFor(personId: string) {
    const rows = await this.asked.of('consultation', personId);
    const today = this.clock.today();
    const open = await Promise.all(
      rows.map(async (asked) => {
        const row = await this.finder.one(system, asked.aboutId);
        return row && takesAnswers(row, today) ? [{ asked, title: row.title }] : [];
      }),
    );
    return open.flat();
  }
}
