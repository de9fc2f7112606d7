import { Body, Controller, Param } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, signedIn, Submit } from '@samrad/platform/auth';
import { demand, found } from '@samrad/platform/errors';
import { freshForm, seeOther, submit, Views, type Answer, type FormState } from '@samrad/platform/views';
import { InvitationFinder, type InvitationRow } from '../invitation/invitation.finder.js';
import { canAnswer } from '../invitation/invitation.policy.js';
import { MeetingFinder, type MeetingRow } from '../meeting/meeting.finder.js';
import { crumbsOf, whenText } from '../meeting/meeting.presenter.js';
import { answerOptions } from './page/answer-page.js';
import { EarlierAnswer } from './page/earlier-answer.js';
import { AnswerParts } from './page/answer-parts.js';
import { choiceOf } from './answer.rules.js';
import { answerForm } from './reply.dto.js';
import { ReplyFinder } from './reply.finder.js';
import { presentAnswers } from './reply.presenter.js';
import { OwnInvitations } from './page/own-invitations.js';
import { ReplyService } from './reply.service.js';

/** Answers of those who are signed in: one's own, and organisers' on behalf of others. */
@ApiExcludeController()
@Controller('invitations')
export class ReplyController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: InvitationFinder,
    private readonly history: ReplyFinder,
    private readonly replies: ReplyService,
    private readonly own: OwnInvitations,
    private readonly parts: AnswerParts,
    private readonly earlier: EarlierAnswer,
    private readonly views: Views,
  ) {}

  @Page('', signedIn)
  async mine(@Ctx() ctx: Ctx): Promise<Answer> {
    return this.views.page(ctx, 'meetings/reply/mine', {
      title: this.views.i18n.t(ctx.lang, 'meetings.reply.mine.title'),
      invitations: await this.own.of(ctx),
    });
  }

  @Page(':id/reply', signedIn)
  async form(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.page(ctx, await this.invitation(ctx, id));
  }

  @Submit(':id/reply', signedIn)
  async answer(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    const invitation = await this.invitation(ctx, id);
    const isOwn = invitation.personId === ctx.actor.personId;
    const done = isOwn
      ? seeOther(`/meetings/${invitation.meetingId}`, 'meetings.reply.flash.answered')
      : seeOther(`/meetings/${invitation.meetingId}/participants`, 'meetings.invitation.flash.answered', {
          name: invitation.name,
        });
    return submit(ctx, {
      schema: answerForm,
      body,
      run: ({ answer: choice, ...rest }) =>
        this.parts.around({ actor: ctx.actor, invitation, body }, () =>
          this.replies.answer(ctx.actor, id, { choice, ...rest }),
        ),
      done: () => done,
      again: async (form, status) => this.page(ctx, await this.invitation(ctx, id), { form, status }),
    });
  }

  private async invitation(ctx: Ctx, id: string): Promise<InvitationRow> {
    const row = found(await this.finder.one(ctx.actor, id));
    demand(canAnswer(ctx.actor, row));
    return row;
  }

  private async page(
    ctx: Ctx,
    invitation: InvitationRow,
    { form: sent, status = 200 }: { form?: FormState; status?: number } = {},
  ): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, invitation.meetingId));
    const isOwn = invitation.personId === ctx.actor.personId;
    // Their words stay theirs: who answers for somebody writes their own.
    const comment = isOwn ? invitation.comment : null;
    const values = { answer: choiceOf(invitation), comment, sequence: meeting.sequence };
    const form = sent ?? freshForm(values);
    const shown = { invitation, meeting, form, path: `/invitations/${invitation.id}/reply`, closed: null };
    return this.views.page(
      ctx,
      'meetings/reply/form',
      {
        title: this.views.i18n.t(ctx.lang, `meetings.reply.form.${isOwn ? 'own' : 'for'}`, { name: invitation.name }),
        crumbs: crumbsOf(meeting),
        invitation,
        meeting,
        when: whenText(ctx.lang, meeting),
        options: answerOptions(meeting, isOwn ? 'choice' : 'choiceFor'),
        cancel: cancelPath(meeting, isOwn),
        ...presentAnswers(invitation, await this.history.history(invitation.id), meeting.toldSignificantSequence),
        ...(await this.earlier.of(ctx.lang, invitation, meeting)),
        form,
        ...(await this.parts.render(ctx, { ...shown, way: 'portal' })),
      },
      status,
    );
  }
}

const cancelPath = ({ id }: MeetingRow, isOwn: boolean): string =>
  isOwn ? `/meetings/${id}` : `/meetings/${id}/participants`;
