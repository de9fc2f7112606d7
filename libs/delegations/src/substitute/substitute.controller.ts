import { Body, Controller, Param } from '@nestjs/common';
import { AnswerDoor, canAnswer, InvitationFinder, secretPage, type InvitationRow } from '@samrad/meetings';
import { anonymous, Ctx, everyone, Page, signedIn, Submit } from '@samrad/platform/auth';
import { demand, found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { seeOther, submit, type Answer } from '@samrad/platform/views';
import { proposalForm } from './substitute.dto.js';
import { SubstitutePage } from './showing/substitute-page.js';
import { SubstituteService } from './substitute.service.js';

/** “Someone else comes”: by personal link, and signed in for oneself or on behalf of somebody. */
@ApiExcludeController()
@Controller()
export class SubstituteController {
  constructor(
    private readonly door: AnswerDoor,
    private readonly invitations: InvitationFinder,
    private readonly substitutes: SubstituteService,
    private readonly page: SubstitutePage,
  ) {}

  @Page('a/:token/substitute', everyone)
  async byLink(@Ctx() ctx: Ctx, @Param('token') token: string): Promise<Answer> {
    return this.page.show(ctx, await this.door.open(ctx, token), { way: 'link' });
  }

  @Submit('a/:token/substitute', everyone)
  async proposeByLink(@Ctx() ctx: Ctx, @Param('token') token: string, @Body() body: unknown): Promise<Answer> {
    const invitation = await this.door.enter(ctx, token);
    return submit(ctx, {
      schema: proposalForm,
      body,
      run: (form) => this.substitutes.propose(anonymous, invitation, { ...form, channel: 'link', by: null }),
      done: () => seeOther(`/a/${token}?done${ctx.query.lang ? `&lang=${ctx.lang}` : ''}`).with(secretPage),
      again: async (form, status) =>
        this.page.show(ctx, await this.door.open(ctx, token), { way: 'link', form, status }),
    });
  }

  @Page('invitations/:id/substitute', signedIn)
  async signedIn(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page.show(ctx, await this.invitation(ctx, id), { way: 'portal' });
  }

  @Submit('invitations/:id/substitute', signedIn)
  async propose(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const invitation = await this.invitation(ctx, id);
    const isOwn = invitation.personId === ctx.actor.personId;
    const way = isOwn
      ? { channel: 'portal' as const, by: null }
      : { channel: 'organiser' as const, by: ctx.actor.name };
    return submit(ctx, {
      schema: proposalForm,
      body,
      run: (form) => this.substitutes.propose(ctx.actor, invitation, { ...form, ...way }),
      done: () => seeOther(`/invitations/${id}/reply`, 'delegations.substitute.flash.proposed'),
      again: async (form, status) =>
        this.page.show(ctx, await this.invitation(ctx, id), { way: 'portal', form, status }),
    });
  }

  private async invitation(ctx: Ctx, id: string): Promise<InvitationRow> {
    const row = found(await this.invitations.one(ctx.actor, id));
    demand(canAnswer(ctx.actor, row));
    return row;
  }
}
