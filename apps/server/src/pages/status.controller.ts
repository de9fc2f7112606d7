import { Controller } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, isOrganiser, Page } from '@samrad/platform/auth';
import { formatInstant, Views, type Answer } from '@samrad/platform/views';
import { StatusFinder, type Part } from './status.finder.js';

const tags = {
  ok: { color: 'success', icon: 'CheckmarkCircle' },
  waiting: { color: 'info', icon: 'Hourglass' },
  trouble: { color: 'danger', icon: 'ExclamationmarkTriangle' },
  off: { color: 'neutral', icon: 'MinusCircle' },
} as const;

/** What works, what waits, and what a person has to look at. */
@ApiExcludeController()
@Controller('status')
export class StatusController {
  constructor(
    private readonly finder: StatusFinder,
    private readonly views: Views,
  ) {}

  @Page('', isOrganiser)
  async show(@Ctx() ctx: Ctx): Promise<Answer> {
    const parts = await this.finder.parts();
    const title = this.views.i18n.t(ctx.lang, 'pages.status.title');
    return this.views.page(ctx, 'pages/status', { title, parts: parts.map((part) => present(ctx, part)) });
  }
}

function present({ lang }: Ctx, part: Part) {
  const { oldest, checkedAt } = part.params as { oldest?: string; checkedAt?: string };
  const readable = {
    ...(oldest && { oldest: formatInstant(oldest, lang) }),
    ...(checkedAt && { checkedAt: formatInstant(checkedAt, lang) }),
  };
  return {
    ...tags[part.state],
    stateKey: `pages.status.state.${part.state}`,
    titleKey: `pages.status.part.${part.key}`,
    text: part.text,
    params: { ...part.params, ...readable },
  };
}
