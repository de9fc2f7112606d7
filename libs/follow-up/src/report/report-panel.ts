import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  ItemNotes,
  MeetingPanels,
  type ItemNote,
  type MeetingAct,
  type MeetingRow,
  type PanelMarkup,
} from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Views } from '@samrad/platform/views';
import { PreparationPanel, type PanelLine } from '@samrad/preparation';
import { ReportFinder } from './report.finder.js';
import { canAskForReports } from './report.policy.js';
import { presentReport } from './report.presenter.js';
import { mayAsk } from './report.rules.js';
import { byName, TourDeTable } from './showing/tour.js';

/** Reports at the meeting: the tour de table below the agenda, figures for organisers, and how far items are reported on. */
@Injectable()
export class ReportPanel implements OnModuleInit {
  constructor(
    private readonly panels: MeetingPanels,
    private readonly preparation: PreparationPanel,
    private readonly notes: ItemNotes,
    private readonly tours: TourDeTable,
    private readonly finder: ReportFinder,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    const render = this.render.bind(this);
    this.panels.offer({ name: 'tour', column: 'main', order: 12, navKey: 'followUp.report.title', render });
    this.panels.offerAct({ name: 'reports', order: 36, act: (ctx, meeting) => this.act(ctx, meeting) });
    this.preparation.offer((ctx, meeting) => this.line(ctx, meeting));
    this.notes.offer((ctx, meeting) => this.atItems(ctx, meeting));
  }

  private act({ actor }: Ctx, meeting: MeetingRow): MeetingAct | null {
    if (!canAskForReports(actor) || !mayAsk(meeting, this.clock.instant())) return null;
    const href = `/meetings/${meeting.id}/reports`;
    return { href, key: 'followUp.report.act', icon: 'PersonChat', weight: 'more' };
  }

  private async render(ctx: Ctx, meeting: MeetingRow): Promise<PanelMarkup | null> {
    const tour = await this.tours.of(ctx.actor, meeting);
    if (!tour) return null;
    const views = byName(tour.reports, ctx.lang).map((report) => presentReport(report, tour.topics, ctx.lang));
    const reports = views.filter(({ said }) => said.length > 0);
    const organises = canAskForReports(ctx.actor);
    if (!reports.length && !organises) return null;
    const missing = organises ? views.filter(({ standing }) => standing === 'missing').length : 0;
    const markup = this.views.markup(ctx, 'follow-up/report/_panel', { meetingId: meeting.id, reports, missing });
    return { markup, count: reports.length };
  }

  private async line({ lang }: Ctx, meeting: MeetingRow): Promise<PanelLine | null> {
    const call = await this.finder.callOf(meeting.id);
    if (!call) return null;
    const reports = await this.finder.reports(call.id);
    const tags = (['missing', 'written', 'cleared'] as const).map((standing) => {
      const count = reports.filter((report) => report.standing === standing).length;
      return {
        ...looks[standing],
        text: this.views.i18n.t(lang, `followUp.report.count.${standing}`, { count }),
        count,
      };
    });
    const href = `/meetings/${meeting.id}/reports`;
    return { href, key: 'followUp.report.title', tags: tags.filter(({ count }) => count > 0) };
  }

  private async atItems(ctx: Ctx, meeting: MeetingRow): Promise<Map<string, ItemNote[]>> {
    const call = canAskForReports(ctx.actor) ? await this.finder.callOf(meeting.id) : undefined;
    if (!call) return new Map();
    const [topics, reports] = await Promise.all([this.finder.topics(call), this.finder.reports(call.id)]);
    const noted = topics.flatMap(({ id, itemId }): [string, ItemNote[]][] => {
      if (itemId === null) return [];
      const said = reports.filter(({ texts }) => texts.some((one) => one.topicId === id && one.text !== null)).length;
      const text = this.views.i18n.t(ctx.lang, 'followUp.report.atItem', { said, all: reports.length });
      return [[itemId, [{ text, color: said === reports.length ? 'success' : 'info', icon: 'PersonChat' }]]];
    });
    return new Map(noted);
  }
}

const looks = {
  missing: { color: 'warning', icon: 'Hourglass' },
  written: { color: 'info', icon: 'PencilWriting' },
  cleared: { color: 'success', icon: 'CheckmarkCircle' },
};
