import { Controller } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Env } from '../../../../config/env.js';
import { Ctx, everyone, Page } from '@samrad/platform/auth';
import { Views, type Answer } from '@samrad/platform/views';

/** Pages of plain text that everybody may read. */
@ApiExcludeController()
@Controller()
export class AboutController {
  constructor(
    private readonly views: Views,
    private readonly env: Env,
  ) {}

  @Page('about', everyone)
  about(@Ctx() ctx: Ctx): Answer {
    return this.text(ctx, 'about', 4);
  }

  @Page('privacy', everyone)
  privacy(@Ctx() ctx: Ctx): Answer {
    return this.text(ctx, 'privacy', 9);
  }

  @Page('accessibility', everyone)
  accessibility(@Ctx() ctx: Ctx): Answer {
    return this.text(ctx, 'accessibility', 3);
  }

  @Page('contact', everyone)
  contact(@Ctx() ctx: Ctx): Answer {
    return this.text(ctx, 'contact', 1);
  }

  private text(ctx: Ctx, name: string, parts: number): Answer {
    const say = (key: string) =>
      this.views.i18n.t(ctx.lang, `pages.${name}.${key}`, { owner: this.env.ownerName(ctx.lang) });
    const sections = Array.from({ length: parts }, (_, index) => ({
      heading: say(`h${index + 1}`),
      text: say(`p${index + 1}`),
    }));
    const data = { title: say('title'), lead: say('lead'), sections, address: this.env.values.CONTACT_ADDRESS };
    return this.views.page(ctx, 'pages/text', {
      ...data,
      showAddress: name !== 'about',
      canJoin: name === 'about' || name === 'contact',
      hasOwnPage: name === 'privacy',
    });
  }
}
