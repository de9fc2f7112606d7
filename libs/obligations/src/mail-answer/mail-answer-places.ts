import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ProgressNotes, reminderNoun } from '@samrad/actions';
import { WrittenAnswers } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { HomePanels, type Task } from '@samrad/platform/views';
import { MailAnswerFinder } from './mail-answer.finder.js';
import { MailAnswerPages } from './mail-answer-page.js';
import { canHaveAnswers } from './mail-answer.policy.js';
import { MailAnswerService } from './mail-answer.service.js';

/** Where answers come from, and where they are found: beside the lines, on the first page, above the list of actions. */
@Injectable()
export class MailAnswerPlaces implements OnModuleInit {
  constructor(
    private readonly written: WrittenAnswers,
    private readonly answers: MailAnswerService,
    private readonly finder: MailAnswerFinder,
    private readonly pages: MailAnswerPages,
    private readonly notes: ProgressNotes,
    private readonly home: HomePanels,
  ) {}

  onModuleInit(): void {
    this.written.offer(reminderNoun, (answer) => this.answers.take(answer));
    this.notes.offer((ctx, lineIds, back) => this.beside(ctx, lineIds, back));
    this.notes.offerLink((ctx) => this.link(ctx));
    this.home.offerTasks((ctx) => this.tasks(ctx));
  }

  private async beside(ctx: Ctx, lineIds: readonly string[], back: string) {
    const open = await this.finder.openOf(ctx.actor, lineIds);
    const shown = lineIds.filter((id) => open.has(id));
    const rendered = await Promise.all(
      shown.map(async (id) => {
        const parts = await Promise.all(open.get(id)!.map((answer) => this.pages.note(ctx, answer, back)));
        return [id, parts.map((html) => ({ html }))] as const;
      }),
    );
    return new Map(rendered);
  }

  private async link({ actor }: Ctx) {
    if (!canHaveAnswers(actor)) return null;
    const count = await this.finder.waiting(actor);
    return count ? { href: '/mail-answers', key: 'obligations.mailAnswer.waiting', count } : null;
  }

  private async tasks({ actor }: Ctx): Promise<Task[]> {
    if (!canHaveAnswers(actor)) return [];
    const count = await this.finder.waiting(actor);
    return [{ key: 'obligations.mailAnswer.task', count, href: '/mail-answers', tone: 'info' }];
  }
}
