import { Body, Controller } from '@nestjs/common';
import { z } from 'zod';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, everyone, Page, Submit } from '@samrad/platform/auth';
import { isAddress } from '@samrad/platform/pure';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { LostLink } from './lost-link.js';
import { LostLinkPage } from './lost-link-page.js';

const lostLinkForm = z.object({
  address: z.string('platform.invalid.missing').trim().max(254).refine(isAddress, 'platform.invalid.email'),
});

/** Asking for a new personal link. */
@ApiExcludeController()
@Controller('lost-link')
export class LostLinkController {
  constructor(
    private readonly page: LostLinkPage,
    private readonly links: LostLink,
  ) {}

  @Page('', everyone)
  form(@Ctx() ctx: Ctx): Answer {
    return this.page.show(ctx);
  }

  @Submit('', everyone)
  async request(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: lostLinkForm,
      body,
      run: ({ address }) => this.links.request(address, ctx.ip),
      done: () => seeOther(`/lost-link?sent${ctx.query.lang ? `&lang=${ctx.lang}` : ''}`),
      again: async (form, status) => this.page.show(ctx, { form, status }),
    });
  }
}
