import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@samrad/platform/openapi';
import { Ctx, Page, Submit } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { Outbox } from '@samrad/platform/mail';
import { check, formWith, seeOther, submit, type Answer } from '@samrad/platform/views';
import { MeetingFinder, type MeetingRow } from '../meeting/meeting.finder.js';
import { InvitationChoice } from './choosing/invitation-choice.js';
import { choiceForm, personSearch } from './invitation.dto.js';
import { InvitationFinder } from './invitation.finder.js';
import { canInvite } from './invitation.policy.js';
import { InvitationPreview } from './choosing/invitation-preview.js';
import { InvitationService } from './invitation.service.js';

/** Pages of organisers: choosing whom to invite, sending, reminding, sending again, taking off the list. */
@ApiExcludeController()
@Controller()
export class InvitationController {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: InvitationFinder,
    private readonly invitations: InvitationService,
    private readonly choice: InvitationChoice,
    private readonly preview: InvitationPreview,
    private readonly outbox: Outbox,
  ) {}

  @Page('meetings/:id/invitations/new', canInvite)
  async choose(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.choice.page(ctx, await this.meeting(ctx, id));
  }

  /** The search with script: only the part of the page that holds the matches. */
  @Page('meetings/:id/invitations/persons', canInvite)
  async persons(@Ctx() ctx: Ctx, @Param('id') id: string, @Query() query: Record<string, unknown>): Promise<Answer> {
    const ticked = check(personSearch, query);
    return this.choice.found(ctx, await this.meeting(ctx, id), {
      ...ticked,
      optional: [query.optional ?? []].flat() as string[],
    });
  }

  /** The search without script comes here too, with its own button, and keeps everything that was ticked. */
  @Submit('meetings/:id/invitations/choice', canInvite)
  async chosen(@Ctx() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    const meeting = await this.meeting(ctx, id);
    if (body?.find !== undefined) return this.choice.page(ctx, meeting, { form: formWith(body, {}) });
    return submit(ctx, {
      schema: choiceForm,
      body,
      run: (form) => this.invitations.chooseFrom(ctx.actor, id, form),
      done: () => seeOther(`/meetings/${id}/invitations/check`),
      again: (form, status) => this.choice.page(ctx, meeting, { form, status }),
    });
  }

  @Page('meetings/:id/invitations/check', canInvite)
  async check(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.preview.page(ctx, await this.meeting(ctx, id));
  }

  @Submit('meetings/:id/invitations', canInvite)
  async send(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const count = await this.invitations.send(ctx.actor, id);
    const to = `/meetings/${id}/participants`;
    return count
      ? seeOther(to, this.outbox.said('meetings.invitation.flash.sent', 'meetings.invitation.flash.sentKept'), {
          count,
        })
      : seeOther(to);
  }

  @Page('meetings/:id/reminder', canInvite)
  async confirmReminder(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.preview.reminder(ctx, await this.meeting(ctx, id));
  }

  @Submit('meetings/:id/reminder', canInvite)
  async remind(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const count = await this.invitations.remind(ctx.actor, id);
    return seeOther(
      `/meetings/${id}/participants`,
      this.outbox.said('meetings.invitation.flash.reminded', 'meetings.invitation.flash.remindedKept'),
      { count },
    );
  }

  @Submit('invitations/:id/resending', canInvite)
  async resend(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { meetingId, name } = await this.invitations.resend(ctx.actor, id);
    return seeOther(
      `/meetings/${meetingId}/participants`,
      this.outbox.said('meetings.invitation.flash.resent', 'meetings.invitation.flash.resentKept'),
      {
        name,
      },
    );
  }

  @Page('invitations/:id/removal', canInvite)
  async confirmRemoval(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.preview.removal(ctx, found(await this.finder.one(ctx.actor, id)));
  }

  @Submit('invitations/:id/removal', canInvite)
  async remove(@Ctx() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const { meetingId, name } = await this.invitations.remove(ctx.actor, id);
    return seeOther(`/meetings/${meetingId}/participants`, 'meetings.invitation.flash.removed', { name });
  }

  private async meeting(ctx: Ctx, id: string): Promise<MeetingRow> {
    return found(await this.meetings.one(ctx.actor, id));
  }
}
