import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { Ctx, everyone, Page, Submit } from '@samrad/platform/auth';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { download, seeOther, submit, type Answer } from '@samrad/platform/views';
import { LinkPage } from '../link/link-page.js';
import { OwnDoor, type Own } from '../link/own-door.js';
import { proposalInput } from '../proposal/proposal.dto.js';
import { ProposalService } from '../proposal/proposal.service.js';
import { requestInput } from '../request/request.dto.js';
import { RequestService } from '../request/request.service.js';
import { TakeoutService } from '../takeout/takeout.service.js';
import { NewAddresses } from './new-address.service.js';
import { addressInput, ownInput, shownForm, type OwnInput } from './own.dto.js';
import { OwnPage } from './own-page.js';
import { OwnService } from './own.service.js';

type Do = (own: Own) => Promise<Answer> | Answer;

/** A form, what to do with it, and what is said when it is done. */
interface Sent<I> {
  token?: string;
  body: unknown;
  said: string;
  run: (own: Own, input: I) => Promise<void>;
}

/**
 * The own page: by account, or by a personal link without one. Opening it changes nothing, because programs that check
 * mail open links too; only the forms do.
 */
@ApiExcludeController()
@Controller(['me', 'm/:token'])
export class OwnController {
  constructor(
    private readonly door: OwnDoor,
    private readonly links: LinkPage,
    private readonly page: OwnPage,
    private readonly own: OwnService,
    private readonly addresses: NewAddresses,
    private readonly proposals: ProposalService,
    private readonly requests: RequestService,
    private readonly takeout: TakeoutService,
  ) {}

  @Page('', everyone)
  show(@Ctx() ctx: Ctx, @Param('token') token?: string): Promise<Answer> {
    return this.opened(ctx, token, (own) => this.page.own(ctx, own));
  }

  @Submit('', everyone)
  correct(@Ctx() ctx: Ctx, @Body() body: unknown, @Param('token') token?: string): Promise<Answer> {
    return this.typed(ctx, { token, body, said: 'saved', run: (own, input) => this.own.correct(own, input) });
  }

  @Submit('confirmation', everyone)
  confirm(@Ctx() ctx: Ctx, @Body() body: unknown, @Param('token') token?: string): Promise<Answer> {
    return this.typed(ctx, { token, body, said: 'confirmed', run: (own, input) => this.own.confirm(own, input) });
  }

  @Submit('addresses', everyone)
  addAddress(@Ctx() ctx: Ctx, @Body() body: unknown, @Param('token') token?: string): Promise<Answer> {
    return this.address(ctx, { token, body, said: 'addressAsked', run: (own, one) => this.addresses.add(own, one) });
  }

  @Submit('addresses/main', everyone)
  preferAddress(@Ctx() ctx: Ctx, @Body() body: unknown, @Param('token') token?: string): Promise<Answer> {
    return this.address(ctx, { token, body, said: 'saved', run: (own, one) => this.own.prefer(own, one) });
  }

  @Submit('addresses/removal', everyone)
  dropAddress(@Ctx() ctx: Ctx, @Body() body: unknown, @Param('token') token?: string): Promise<Answer> {
    return this.address(ctx, { token, body, said: 'saved', run: (own, one) => this.own.dropAddress(own, one) });
  }

  @Submit('addresses/new/removal', everyone)
  dropNewAddress(@Ctx() ctx: Ctx, @Param('token') token?: string): Promise<Answer> {
    return this.entered(ctx, token, (own) =>
      submit(ctx, {
        schema: z.unknown(),
        body: {},
        run: () => this.addresses.drop(own),
        done: () => this.back(ctx, own, 'addressTakenBack'),
        again: (form, status) => this.page.own(ctx, own, { status, other: form }),
      }),
    );
  }

  @Submit('proposals', everyone)
  propose(@Ctx() ctx: Ctx, @Body() body: unknown, @Param('token') token?: string): Promise<Answer> {
    return this.entered(ctx, token, (own) =>
      submit(ctx, {
        schema: proposalInput,
        body,
        run: (input) => this.proposals.propose(own, input),
        done: () => this.back(ctx, own, 'proposed'),
        again: (form, status) => this.page.own(ctx, own, { status, other: form }),
      }),
    );
  }

  @Submit('proposals/:id/withdrawal', everyone)
  withdraw(@Ctx() ctx: Ctx, @Param('id') id: string, @Param('token') token?: string): Promise<Answer> {
    return this.entered(ctx, token, (own) =>
      submit(ctx, {
        schema: z.unknown(),
        body: {},
        run: () => this.proposals.withdraw(own, id),
        done: () => this.back(ctx, own, 'withdrawn'),
        again: (form, status) => this.page.own(ctx, own, { status, other: form }),
      }),
    );
  }

  @Page('shown', everyone)
  shown(@Ctx() ctx: Ctx, @Param('token') token?: string): Promise<Answer> {
    return this.opened(ctx, token, (own) => this.page.shown(ctx, own));
  }

  @Submit('shown', everyone)
  decide(@Ctx() ctx: Ctx, @Body() body: unknown, @Param('token') token?: string): Promise<Answer> {
    return this.entered(ctx, token, (own) =>
      submit(ctx, {
        schema: shownForm,
        body,
        run: (input) => this.own.decide(own, input),
        done: () => this.back(ctx, own, 'saved', '/shown'),
        again: (form, status) => this.page.shown(ctx, own, { form, status }),
      }),
    );
  }

  @Page('activity', everyone)
  activity(@Ctx() ctx: Ctx, @Param('token') token?: string): Promise<Answer> {
    return this.opened(ctx, token, (own) => this.page.activity(ctx, own));
  }

  @Page('mails/:id', everyone)
  mail(@Ctx() ctx: Ctx, @Param('id') id: string, @Param('token') token?: string): Promise<Answer> {
    return this.opened(ctx, token, (own) => this.page.mail(ctx, own, id));
  }

  @Page('data', everyone)
  data(@Ctx() ctx: Ctx, @Param('token') token?: string): Promise<Answer> {
    return this.opened(ctx, token, (own) => this.page.data(ctx, own));
  }

  @Submit('data', everyone)
  take(@Ctx() ctx: Ctx, @Body() body: { format?: string }, @Param('token') token?: string): Promise<Answer> {
    return this.entered(ctx, token, async (own) => {
      if (body?.format === 'vcard')
        return download(await this.takeout.vcard(own), 'me.vcf', 'text/vcard; charset=utf-8');
      const text = JSON.stringify(await this.takeout.json(own), null, 2);
      return download(text, 'me.json', 'application/json; charset=utf-8');
    });
  }

  @Page('erasure', everyone)
  erasure(@Ctx() ctx: Ctx, @Param('token') token?: string): Promise<Answer> {
    return this.opened(ctx, token, (own) => this.page.erasure(ctx, own));
  }

  @Submit('requests/:id/withdrawal', everyone)
  withdrawRequest(@Ctx() ctx: Ctx, @Param('id') id: string, @Param('token') token?: string): Promise<Answer> {
    return this.entered(ctx, token, (own) =>
      submit(ctx, {
        schema: z.unknown(),
        body: {},
        run: () => this.requests.withdraw(own.actor, own.personId, id),
        done: () => this.back(ctx, own, 'withdrawnRequest', '/data'),
        again: (form, status) => this.page.data(ctx, own, { form, status }),
      }),
    );
  }

  @Submit('requests', everyone)
  ask(@Ctx() ctx: Ctx, @Body() body: unknown, @Param('token') token?: string): Promise<Answer> {
    return this.entered(ctx, token, (own) =>
      submit(ctx, {
        schema: requestInput,
        body,
        run: (input) => this.requests.ask(own.actor, own.personId, input),
        done: () => this.back(ctx, own, 'asked', '/data'),
        again: (form, status) => this.page.data(ctx, own, { form, status }),
      }),
    );
  }

  private typed(ctx: Ctx, { token, body, said, run }: Sent<OwnInput>): Promise<Answer> {
    return this.entered(ctx, token, (own) =>
      submit(ctx, {
        schema: ownInput,
        body,
        run: (input) => run(own, input),
        done: () => this.back(ctx, own, said),
        again: (form, status) => this.page.own(ctx, own, { form, status }),
      }),
    );
  }

  private address(ctx: Ctx, { token, body, said, run }: Sent<string>): Promise<Answer> {
    return this.entered(ctx, token, (own) =>
      submit(ctx, {
        schema: addressInput,
        body,
        run: ({ address }) => run(own, address),
        done: () => this.back(ctx, own, said),
        again: (form, status) => this.page.own(ctx, own, { status, other: form }),
      }),
    );
  }

  private back(ctx: Ctx, { base }: Own, said: string, part = ''): Answer {
    return seeOther(`${base}${part}${ctx.query.lang ? `?lang=${ctx.lang}` : ''}`, `myself.said.${said}`);
  }

  private async opened(ctx: Ctx, token: string | undefined, show: Do): Promise<Answer> {
    return this.links.instead(ctx, async () => {
      const own = await this.door.open(ctx, token);
      return own ? this.door.guarded(own, await show(own)) : seeOther('/me/link');
    });
  }

  private async entered(ctx: Ctx, token: string | undefined, act: Do): Promise<Answer> {
    return this.links.instead(ctx, async () => {
      const own = await this.door.enter(ctx, token);
      return own ? this.door.guarded(own, await act(own)) : seeOther('/me/link');
    });
  }
}
