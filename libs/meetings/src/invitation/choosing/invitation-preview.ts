import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import type { Language } from '@samrad/platform/i18n';
import { Views, type Answer } from '@samrad/platform/views';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { crumbsOf } from './invitation-choice.js';
import { InvitationFinder, type InvitationRow } from '../invitation.finder.js';
import { refusalToInvite } from '../invitation.rules.js';
import { InvitationLetters } from '../sending/invitation-letters.js';

/** Who will get what, before anything is sent. */
@Injectable()
export class InvitationPreview {
  constructor(
    private readonly finder: InvitationFinder,
    private readonly letters: InvitationLetters,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  async page(ctx: Ctx, meeting: MeetingRow): Promise<Answer> {
    const chosen = await this.finder.chosen(meeting.id);
    const invited = await this.finder.invited(meeting.id);
    const able = chosen.filter(({ address }) => address !== '');
    const refusal = refusalToInvite(meeting, this.clock.instant());
    return this.views.page(ctx, 'meetings/invitation/check', {
      title: this.views.i18n.t(ctx.lang, 'meetings.invitation.check.title'),
      crumbs: crumbsOf(meeting),
      meeting,
      rows: [...chosen.map(chosenRow), ...invited.map(invitedRow)],
      count: refusal ? 0 : able.length,
      refusal: refusal && `meetings.invitation.refused.${refusal}`,
      withoutAddress: chosen.length - able.length,
      isDraft: meeting.status === 'draft',
      previews: await this.previews(ctx, meeting, able),
    });
  }

  /** One example for each language that somebody gets. */
  private async previews(ctx: Ctx, meeting: MeetingRow, people: readonly InvitationRow[]) {
    const first = new Map<Language, InvitationRow>();
    for (const row of people) if (!first.has(row.language)) first.set(row.language, row);
    const addressees = [...first.values()].map((row) => ({ ...row, invitationId: row.id }));
    const letters = await this.letters.write(meeting, 'call', addressees);
    return letters.map(({ subject, text }, index) => ({
      subject,
      text: withoutSecrets(text),
      language: this.views.i18n.t(ctx.lang, `meetings.invitation.language.${addressees[index]!.language}`),
    }));
  }
}

/** A preview must not hand somebody's personal link to the one who looks at it. */
const withoutSecrets = (text: string): string => text.replace(/\/a\/[\w-]{20,}/g, '/a/…');

const chosenRow = (row: InvitationRow) => ({
  ...row,
  what: row.address ? { key: 'invitation', color: 'success', icon: 'PaperplaneFill' } : noAddress,
});
const noAddress = { key: 'noAddress', color: 'danger', icon: 'ExclamationmarkTriangle' };
const invitedRow = (row: InvitationRow) => ({
  ...row,
  what: { key: 'nothing', color: 'neutral', icon: 'CheckmarkCircle' },
});
