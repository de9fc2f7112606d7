import { Body, Controller, Param } from '@nestjs/common';
import {
  AnswerDoor,
  InvitationFinder,
  MeetingFinder,
  secretPage,
  whenText,
  type InvitationRow,
} from '@samrad/meetings';
import { anonymous, Ctx, everyone, signedIn, Submit, system, type Actor } from '@samrad/platform/auth';
import { demand, found } from '@samrad/platform/errors';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { seeOther, submit, Views, type Answer, type FormState } from '@samrad/platform/views';
import { ownForm } from './check-in.dto.js';
import { CheckInService } from './check-in.service.js';
import { optionsOf, timeTypeOf } from './own-presence.js';

/** People correct what is noted about their own presence: by personal link, or signed in. */
@ApiExcludeController()
@Controller()
export class OwnPresenceController {
  constructor(
    private readonly door: AnswerDoor,
    private readonly invitations: InvitationFinder,
    private readonly meetings: MeetingFinder,
    private readonly checkIn: CheckInService,
    private readonly views: Views,
  ) {}

  @Submit('a/:token/attendance', everyone)
  async byLink(@Ctx() ctx: Ctx, @Param('token') token: string, @Body() body: unknown): Promise<Answer> {
    const invitation = await this.door.enter(ctx, token);
    const back = `/a/${token}${ctx.query.lang ? `?lang=${ctx.lang}` : ''}`;
    return this.correct(ctx, { actor: anonymous, invitation, body, back });
  }

  @Submit('invitations/:id/attendance', signedIn)
  async portal(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const invitation = found(await this.invitations.one(ctx.actor, id));
    demand(invitation.personId === ctx.actor.personId);
    return this.correct(ctx, { actor: ctx.actor, invitation, body, back: `/invitations/${id}/reply` });
  }

  private correct(
    ctx: Ctx,
    { actor, invitation, body, back }: { actor: Actor; invitation: InvitationRow; body: unknown; back: string },
  ): Promise<Answer> {
    return submit(ctx, {
      schema: ownForm,
      body,
      run: (form) => this.checkIn.correctOwn(actor, invitation, form),
      done: () => seeOther(back, 'delegations.checkIn.own.saved').with(secretPage),
      again: (form, status) => this.again(ctx, invitation, { form, status, back }),
    });
  }

  private async again(
    ctx: Ctx,
    invitation: InvitationRow,
    { form, status, back }: { form: FormState; status: number; back: string },
  ): Promise<Answer> {
    const meeting = found(await this.meetings.one(system, invitation.meetingId));
    const data = {
      ...(back.startsWith('/a/') && { layout: 'plain' }),
      title: this.views.i18n.t(ctx.lang, 'delegations.checkIn.own.title'),
      meeting,
      when: whenText(ctx.lang, meeting),
      action: ctx.path,
      back,
      form,
      options: optionsOf(meeting),
      timeType: timeTypeOf(meeting),
    };
    return this.views.page(ctx, 'delegations/check-in/own', data, status).with(secretPage);
  }
}
