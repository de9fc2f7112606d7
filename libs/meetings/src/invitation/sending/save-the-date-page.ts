import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonFinder } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Views, type Answer } from '@samrad/platform/views';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { MeetingPanels, type MeetingAct } from '../../meeting/meeting-panels.js';
import { LetterExamples } from '../choosing/letter-examples.js';
import { InvitationFinder, type InvitationRow } from '../invitation.finder.js';
import { canInvite } from '../invitation.policy.js';
import { refusalToHold } from '../invitation.rules.js';
import { addresseeOf, type Addressee } from './invitation-letters.js';
import { letterTag } from './letter-tags.js';
import { SaveTheDate } from './save-the-date.js';
import { crumbsOf } from '../../meeting/meeting.presenter.js';

type Recipient = Addressee & { stateCode: string | null };

/** Who is asked to keep the day free, before they are asked; and who knows already. */
@Injectable()
export class SaveTheDatePage implements OnModuleInit {
  constructor(
    private readonly panels: MeetingPanels,
    private readonly finder: InvitationFinder,
    private readonly persons: PersonFinder,
    private readonly saving: SaveTheDate,
    private readonly examples: LetterExamples,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.panels.offer({ name: 'held', column: 'side', order: 12, render: (ctx, meeting) => this.panel(ctx, meeting) });
    this.panels.offerAct({ name: 'save-the-date', order: 15, act: (ctx, meeting) => this.act(ctx, meeting) });
  }

  async page(ctx: Ctx, meeting: MeetingRow): Promise<Answer> {
    const refusal = refusalToHold(meeting, this.clock.instant());
    const people = await this.people(meeting);
    const held = (await this.finder.listening(meeting.id)).filter(({ id }) =>
      people.every(({ invitationId }) => invitationId !== id),
    );
    return this.views.page(ctx, 'meetings/invitation/save-the-date', {
      title: this.say(ctx, 'title'),
      crumbs: crumbsOf(meeting),
      meeting,
      refusal: refusal && `meetings.invitation.refused.${refusal}`,
      count: refusal ? 0 : people.length,
      mayWithdraw: !refusal && held.length > 0,
      rows: [...people.map((row) => ({ ...row, tag: letterTag('hold') })), ...held.map(knows)],
      previews: await this.examples.of(ctx, meeting, { kind: 'hold', people }),
    });
  }

  /** The page that asks before people are told that the day is free again. */
  async withdrawal(ctx: Ctx, meeting: MeetingRow): Promise<Answer> {
    const held = (await this.finder.listening(meeting.id)).filter(({ sentAt }) => sentAt === null);
    const path = `/meetings/${meeting.id}/save-the-date`;
    return this.views.page(ctx, 'platform/confirm', {
      title: this.say(ctx, 'withdrawTitle'),
      text: this.say(ctx, 'withdrawText', { count: held.length }),
      crumbs: crumbsOf(meeting),
      action: `${path}/withdrawal`,
      submit: this.say(ctx, 'withdraw'),
      cancel: path,
    });
  }

  private async panel(ctx: Ctx, meeting: MeetingRow): Promise<string | null> {
    if (!canInvite(ctx.actor) || meeting.status !== 'draft') return null;
    const { length: count } = await this.finder.listening(meeting.id);
    return count ? this.views.markup(ctx, 'meetings/invitation/_held', { meeting, count }) : null;
  }

  /** Those who are chosen; before anybody is, the members of the group as they would be put on the list. */
  private async people(meeting: MeetingRow): Promise<Recipient[]> {
    if ((await this.finder.all(meeting.id)).length) return (await this.saving.toAsk(meeting)).map(addresseeOf);
    const members = await this.saving.members(meeting);
    const contacts = await this.persons.byIds(members.map(({ personId }) => personId));
    return contacts.map(({ personId, name, address, mailLanguage: language, stateCode }) => ({
      ...{ personId, name, language, stateCode, address: address! },
      ...{ invitationId: personId, role: 'required', status: 'needs_action', firstMessageId: null },
    }));
  }

  private act({ actor }: Ctx, meeting: MeetingRow): MeetingAct | null {
    if (!canInvite(actor) || meeting.status !== 'draft' || refusalToHold(meeting, this.clock.instant())) return null;
    const href = `/meetings/${meeting.id}/save-the-date`;
    return { href, key: 'meetings.invitation.act.saveTheDate', icon: 'Calendar', weight: 'secondary' };
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `meetings.invitation.saveTheDate.${key}`, params);
  }
}

const knows = (row: InvitationRow) => ({
  ...row,
  tag: { key: 'meetings.invitation.saveTheDate.knows', color: 'neutral', icon: 'CheckmarkCircle' },
});
