import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { Ctx, everyone, Page, Submit } from '@samrad/platform/auth';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { isAddress } from '@samrad/platform/pure';
import { seeOther, submit, Views, type Answer } from '@samrad/platform/views';
import { NewAddresses } from '../profile/new-address.service.js';
import { LinkPage } from './link-page.js';
import { OwnLinks } from './own-links.service.js';

const linkForm = z.object({
  address: z.string('platform.invalid.missing').trim().max(254).refine(isAddress, 'platform.invalid.email'),
});
const secret = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' };

/** Asking for a link to the own page, and confirming a new address. */
@ApiExcludeController()
@Controller()
export class LinkController {
  constructor(
    private readonly views: Views,
    private readonly page: LinkPage,
    private readonly links: OwnLinks,
    private readonly addresses: NewAddresses,
  ) {}

  @Page('me/link', everyone)
  form(@Ctx() ctx: Ctx): Answer {
    return this.page.show(ctx);
  }

  @Submit('me/link', everyone)
  request(@Ctx() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return submit(ctx, {
      schema: linkForm,
      body,
      run: ({ address }) => this.links.request(address, ctx.ip),
      done: () => seeOther(`/me/link?sent${ctx.query.lang ? `&lang=${ctx.lang}` : ''}`),
      again: (form, status) => this.page.show(ctx, { form, status }),
    });
  }

  @Page('n/:token', everyone)
  address(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    return this.page.instead(ctx, async () => {
      const { address } = await this.addresses.open(ctx, token);
      const title = this.views.i18n.t(ctx.lang, 'myself.address.confirmTitle');
      return this.views.page(ctx, 'myself/link/address', { layout: 'plain', title, address }).with(secret);
    });
  }

  @Submit('n/:token', everyone)
  confirm(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    return this.page.instead(ctx, async () => {
      await this.addresses.confirm(ctx, token);
      return seeOther('/me/link', 'myself.said.addressConfirmed').with(secret);
    });
  }
}
