import { Injectable, type OnModuleInit } from '@nestjs/common';
import { stateName } from '@samrad/network';
import { ItemNotes, MeetingPanels, type ItemNote, type MeetingRow, type Presenter } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import type { Language } from '@samrad/platform/i18n';
import { Views } from '@samrad/platform/views';
import { PreparationPanel, type PanelLine } from '../asked/meeting-panel.js';
import { standingTag } from './confirmation-page.js';
import { ConfirmationFinder } from './confirmation.finder.js';
import { canAskPresenters } from './confirmation.policy.js';
import { standingOf, type Standing } from './confirmation.rules.js';
import { isAskable } from './confirmation.service.js';

/** What presenters said, at the items of the agenda and beside the meeting: for organisers. */
@Injectable()
export class ConfirmationNotes implements OnModuleInit {
  constructor(
    private readonly notes: ItemNotes,
    private readonly panel: PreparationPanel,
    private readonly panels: MeetingPanels,
    private readonly finder: ConfirmationFinder,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.notes.offer((ctx, meeting) => this.atItems(ctx, meeting));
    this.panel.offer((ctx, meeting) => this.line(ctx, meeting));
    this.panels.offerAct({
      name: 'presenters',
      order: 35,
      act: ({ actor }, meeting) =>
        canAskPresenters(actor) && isAskable(meeting, this.clock.instant())
          ? {
              href: `/meetings/${meeting.id}/presenters`,
              key: 'preparation.confirmation.act',
              icon: 'PersonChat',
              weight: 'more',
            }
          : null,
    });
  }

  /** Of the draft: what the agenda shows organisers. */
  private async atItems(ctx: Ctx, meeting: MeetingRow): Promise<Map<string, ItemNote[]>> {
    if (!canAskPresenters(ctx.actor)) return new Map();
    const rows = await this.finder.ofMeeting(meeting.id);
    if (!rows.length) return new Map();
    const { items } = await this.finder.basis(meeting, true);
    const noted = items.map((item): [string, ItemNote[]] => [
      item.id,
      item.presenters.map((presenter) => {
        const { standing, row } = standingOf(item, presenter, { rows, zone: meeting.zone });
        const { key, color, icon } = standingTag(standing);
        const who = item.presenters.length > 1 ? presenterName(ctx.lang, presenter) : null;
        const sub = [who, row?.talkTitle].filter(Boolean).join(': ') || null;
        return { text: this.views.i18n.t(ctx.lang, key), sub, color, icon };
      }),
    ]);
    return new Map(noted);
  }

  private async line(ctx: Ctx, meeting: MeetingRow): Promise<PanelLine | null> {
    const rows = await this.finder.ofMeeting(meeting.id);
    if (!rows.length) return null;
    const { items } = await this.finder.basis(meeting, false);
    const all = items.flatMap((item) =>
      item.presenters.map((presenter) => standingOf(item, presenter, { rows, zone: meeting.zone }).standing),
    );
    const count = (standing: Standing) => all.filter((one) => one === standing).length;
    const tags = (['yes', 'no', 'waiting', 'changed'] as const).map((standing) => ({
      ...standingTag(standing),
      count: count(standing),
    }));
    return {
      href: `/meetings/${meeting.id}/presenters`,
      key: 'preparation.confirmation.title',
      tags: tags
        .filter(({ count: n }) => n > 0)
        .map(({ color, icon, key, count: n }) => ({
          color,
          icon,
          text: `${n} ${this.views.i18n.t(ctx.lang, key).toLowerCase()}`,
        })),
    };
  }
}

const presenterName = (lang: Language, { stateCode, name }: Presenter): string | null =>
  stateCode ? stateName(stateCode, lang) : name;
