import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Ctx } from '@samrad/platform/auth';
import { Views } from '@samrad/platform/views';
import { InvitationFinder, type InvitationRow, type OwnInvitation } from '../../invitation/invitation.finder.js';
import { MeetingPanels } from '../../meeting/meeting-panels.js';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { whenText } from '../../meeting/meeting.presenter.js';
import { referenceOf } from '../../meeting/meeting.rules.js';
import { answerOptions } from './answer-page.js';
import { choiceOf } from '../answer.rules.js';

/** One's own invitations: on a page of their own, and beside the meeting. */
@Injectable()
export class OwnInvitations implements OnModuleInit {
  constructor(
    private readonly panels: MeetingPanels,
    private readonly finder: InvitationFinder,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.panels.offer({
      name: 'answer',
      column: 'side',
      order: 5,
      render: (ctx, meeting) => this.onMeeting(ctx, meeting),
    });
  }

  /** Ready to be shown, the next meeting first. */
  async of(ctx: Ctx) {
    return (await this.finder.mine(ctx.actor)).map((row) => this.present(ctx, row));
  }

  private present(ctx: Ctx, row: OwnInvitation) {
    const current = choiceOf(row);
    return {
      ...row,
      reference: referenceOf(row),
      when: whenText(ctx.lang, row),
      current,
      isOpen: row.meetingStatus === 'called',
      isUnanswered: row.status === 'needs_action',
      noticeKey: row.meetingStatus === 'called' ? null : `meetings.meeting.status.${row.meetingStatus}`,
      options: answerOptions(row, 'choice').map((option) => ({ ...option, pressed: option.value === current })),
    };
  }

  private async onMeeting(ctx: Ctx, meeting: MeetingRow): Promise<string | null> {
    if (!meeting.isInvited || meeting.status !== 'called') return null;
    const invitation = await this.finder.own(ctx.actor, meeting.id);
    if (!invitation) return null;
    return this.views.markup(ctx, 'meetings/reply/_own', { ...asOwn(invitation, meeting), meeting });
  }
}

function asOwn(invitation: InvitationRow, meeting: MeetingRow) {
  const current = choiceOf(invitation);
  return {
    id: invitation.id,
    sequence: meeting.sequence,
    answerBy: meeting.answerBy,
    isUnanswered: invitation.status === 'needs_action',
    options: answerOptions(meeting, 'choice').map((option) => ({ ...option, pressed: option.value === current })),
  };
}
