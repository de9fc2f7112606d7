import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { found } from '@samrad/platform/errors';
import { Views, type Answer } from '@samrad/platform/views';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { InvitationFinder, type InvitationRow } from '../invitation.finder.js';
import { isToldOfRemoval, refusalToInvite } from '../invitation.rules.js';
import { Reminders } from '../reminding/reminders.js';
import { letterTag } from '../sending/letter-tags.js';
import { addresseeOf } from '../sending/invitation-letters.js';
import { LetterExamples } from './letter-examples.js';
import { crumbsOf } from '../../meeting/meeting.presenter.js';

/** Who will get what, before anything is sent. */
@Injectable()
export class InvitationPreview {
  constructor(
    private readonly meetings: MeetingFinder,
    private readonly finder: InvitationFinder,
    private readonly reminders: Reminders,
    private readonly examples: LetterExamples,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async page(ctx: Ctx, meeting: MeetingRow): Promise<Answer> {
    const chosen = await this.finder.chosen(meeting.id);
    const invited = await this.finder.invited(meeting.id);
    const dropped = await this.finder.dropped(meeting.id);
    const able = chosen.filter(({ address }) => address !== '');
    const refusal = refusalToInvite(meeting, this.clock.instant());
    return this.views.page(ctx, 'meetings/invitation/check', {
      title: this.views.i18n.t(ctx.lang, 'meetings.invitation.check.title'),
      crumbs: crumbsOf(meeting),
      meeting,
      rows: [...chosen.map(chosenRow), ...dropped.map(droppedRow), ...invited.map(invitedRow)],
      count: refusal ? 0 : able.length,
      refusal: refusal && `meetings.invitation.refused.${refusal}`,
      withoutAddress: chosen.length - able.length,
      isDraft: meeting.status === 'draft',
      previews: await this.examples.of(ctx, meeting, { kind: 'call', people: able.map(addresseeOf) }),
    });
  }

  /** The page that asks before people are reminded: who is, who is not, and the mail. */
  async reminder(ctx: Ctx, meeting: MeetingRow): Promise<Answer> {
    const waiting = await this.reminders.waiting(meeting.id);
    const able = waiting.filter(({ failedSince }) => failedSince === null);
    const refusal = refusalToInvite(meeting, this.clock.instant());
    return this.views.page(ctx, 'meetings/invitation/reminder', {
      title: this.views.i18n.t(ctx.lang, 'meetings.invitation.reminder.title'),
      crumbs: crumbsOf(meeting),
      meeting,
      count: refusal ? 0 : able.length,
      without: waiting.length - able.length,
      refusal: refusal && `meetings.invitation.refused.${refusal}`,
      rows: waiting.map(remindedRow),
      previews: await this.examples.of(ctx, meeting, { kind: 'reminder', people: able.map(addresseeOf) }),
    });
  }

  /** The page that asks before one person is taken off the list. */
  async removal(ctx: Ctx, row: InvitationRow): Promise<Answer> {
    const meeting = found(await this.meetings.one(ctx.actor, row.meetingId));
    const say = (key: string) => this.views.i18n.t(ctx.lang, `meetings.invitation.${key}`, { name: row.name });
    const isTold = (row.sentAt ?? row.holdSentAt) !== null && isToldOfRemoval(meeting, this.clock.instant());
    return this.views.page(ctx, 'meetings/invitation/removal', {
      title: say('removal.title'),
      text: say(isTold ? 'removal.text' : 'removal.textUntold'),
      crumbs: crumbsOf(meeting),
      cancel: `/meetings/${meeting.id}/participants`,
      action: `/invitations/${row.id}/removal`,
      submit: say('act.remove'),
      previews: isTold ? await this.examples.of(ctx, meeting, { kind: 'removed', people: [addresseeOf(row)] }) : [],
    });
  }
}

const remindedRow = (row: InvitationRow) =>
  row.failedSince === null
    ? { ...row, why: 'unanswered', tag: letterTag('reminder') }
    : { ...row, why: 'failing', tag: { ...noAddress, key: 'meetings.invitation.reminder.left' } };

const chosenRow = (row: InvitationRow) => ({
  ...row,
  what: row.address ? { key: 'invitation', color: 'success', icon: 'PaperplaneFill' } : noAddress,
});
const noAddress = { key: 'noAddress', color: 'danger', icon: 'ExclamationmarkTriangle' };
/** Asked to keep the day free, and not called after all. */
const droppedRow = (row: InvitationRow) => ({
  ...row,
  what: { key: 'dropped', color: 'warning', icon: 'XMarkOctagon' },
});
const invitedRow = (row: InvitationRow) => ({
  ...row,
  what: { key: 'nothing', color: 'neutral', icon: 'CheckmarkCircle' },
});
