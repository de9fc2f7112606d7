import { Controller } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, everyone, Page, signedIn } from '@samrad/platform/auth';
import { HomePanels, Views, type Answer } from '@samrad/platform/views';

const icons = {
  danger: { icon: 'ExclamationmarkTriangle' },
  warning: { icon: 'Clock' },
  info: { icon: 'ArrowRight' },
} as const;

/** The first page: what waits for me, then what comes. Visitors get what is public. */
@ApiExcludeController()
@Controller()
export class HomeController {
  constructor(
    private readonly panels: HomePanels,
    private readonly views: Views,
  ) {}

  @Page('', everyone)
  async show(@Ctx() ctx: Ctx): Promise<Answer> {
    const { main, side } = await this.panels.render(ctx);
    const inside = signedIn(ctx.actor);
    const tasks = inside ? await this.panels.tasks(ctx) : [];
    const title = this.views.i18n.t(ctx.lang, inside ? 'pages.home.title' : 'pages.home.publicTitle');
    return this.views.page(ctx, 'pages/home', {
      title,
      inside,
      tasks: tasks.map((task) => ({ ...task, ...icons[task.tone] })),
      greeting: ctx.actor.name,
      main,
      side,
    });
  }
}
