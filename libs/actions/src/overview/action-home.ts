import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isOrganiser, signedIn, type Actor, type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { HomePanels, Views, type Task } from '@samrad/platform/views';
import { ExtensionService } from '../extension/extension.service.js';
import { ProgressQuery } from '../progress/progress.dto.js';
import { ProgressFinder } from '../progress/progress.finder.js';
import { presentLine } from '../progress/progress.presenter.js';
import { SummaryFinder } from './summary.finder.js';

/** One's own actions on the first page, and how many are late. */
@Injectable()
export class ActionHome implements OnModuleInit {
  constructor(
    private readonly home: HomePanels,
    private readonly lines: ProgressFinder,
    private readonly summary: SummaryFinder,
    private readonly extensions: ExtensionService,
    private readonly views: Views,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.home.offer({ name: 'actions', column: 'main', order: 30, render: (ctx) => this.render(ctx) });
    this.home.offerTasks((ctx) => this.tasks(ctx));
  }

  private async tasks({ actor }: Ctx): Promise<Task[]> {
    const tone = 'danger' as const;
    if (!isOrganiser(actor))
      return [{ key: 'actions.home.late', count: await this.ownOverdue(actor), href: '/my-actions', tone }];
    const { overdue, soon } = await this.summary.kpis(actor);
    return [
      { key: 'actions.home.overdue', count: overdue, href: '/actions?status=open&due=overdue', tone },
      {
        key: 'actions.home.asked',
        count: await this.extensions.waiting(),
        href: '/actions?status=open&due=asked',
        tone: 'info',
      },
      { key: 'actions.home.soon', count: soon, href: '/actions?status=open&due=soon', tone: 'info' },
    ];
  }

  /** What is asked of the actor, their States or where they work, and is late. */
  private async ownOverdue(actor: Actor): Promise<number> {
    if (!signedIn(actor)) return 0;
    return this.lines.count(actor, ProgressQuery.parse({ mine: 'true', due: 'overdue' }));
  }

  private async render(ctx: Ctx): Promise<string | null> {
    if (!signedIn(ctx.actor)) return null;
    const rows = (await this.lines.mine(ctx.actor, 6)).filter((row) => !row.isFinished);
    if (!rows.length) return null;
    const reading = { i18n: this.views.i18n, lang: ctx.lang, today: this.clock.today(), actor: ctx.actor };
    return this.views.markup(ctx, 'actions/overview/_home', { rows: rows.map((row) => presentLine(row, reading)) });
  }
}
