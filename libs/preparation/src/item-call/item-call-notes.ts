import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MeetingPanels, type MeetingRow } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { HomePanels, Views, type Task } from '@samrad/platform/views';
import { PreparationPanel, type PanelLine } from '../asked/meeting-panel.js';
import { ProposalFinder } from '../item-proposal/item-proposal.finder.js';
import { ItemCallFinder } from './item-call.finder.js';
import { canCallForItems } from './item-call.policy.js';
import { mayCall } from './item-call.rules.js';

/** Proposed items beside the meeting and on the first page: what waits for an answer, and what was left for later. */
@Injectable()
export class ItemCallNotes implements OnModuleInit {
  constructor(
    private readonly panel: PreparationPanel,
    private readonly panels: MeetingPanels,
    private readonly home: HomePanels,
    private readonly finder: ItemCallFinder,
    private readonly proposals: ProposalFinder,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.panel.offer((ctx, meeting) => this.line(ctx, meeting));
    this.home.offerTasks((ctx) => this.tasks(ctx));
    this.panels.offerAct({
      name: 'item-call',
      order: 34,
      act: ({ actor }, meeting) =>
        canCallForItems(actor) && mayCall(meeting, this.clock.instant())
          ? {
              href: `/meetings/${meeting.id}/item-call`,
              key: 'preparation.itemCall.title',
              icon: 'Inbox',
              weight: 'more',
            }
          : null,
    });
  }

  private async line({ lang }: Ctx, meeting: MeetingRow): Promise<PanelLine | null> {
    const call = await this.finder.ofMeeting(meeting.id);
    const isAhead = mayCall(meeting, this.clock.instant());
    const deferred = isAhead ? (await this.proposals.deferredFor(meeting)).length : 0;
    if (!call && !deferred) return null;
    const all = call ? await this.proposals.ofCall(call.id) : [];
    const shown = all.filter(({ status }) => status !== 'withdrawn').length;
    const waiting = all.filter(({ status }) => status === 'proposed').length;
    const tag = (key: 'proposed' | 'waiting' | 'deferred', count: number) => ({
      text: this.views.i18n.t(lang, `preparation.itemCall.count.${key}`, { count }),
      color: key === 'proposed' ? 'neutral' : 'warning',
      icon: tagIcons[key],
      count,
    });
    const tags = [tag('proposed', shown), tag('waiting', waiting), tag('deferred', deferred)];
    return {
      href: `/meetings/${meeting.id}/item-call`,
      key: 'preparation.itemCall.title',
      tags: tags.filter(({ count }) => count > 0),
    };
  }

  private async tasks({ actor }: Ctx): Promise<Task[]> {
    if (!canCallForItems(actor)) return [];
    const { count, meetingId } = await this.proposals.unanswered();
    return [{ key: 'preparation.home.items', count, href: `/meetings/${meetingId}/item-call`, tone: 'warning' }];
  }
}

const tagIcons = { proposed: 'Inbox', waiting: 'Clock', deferred: 'Hourglass' };
