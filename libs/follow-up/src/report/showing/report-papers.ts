import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AgendaSupplements, MinutesAnnexes, referenceOf, whenText, type MeetingRow } from '@samrad/meetings';
import type { MinutesAnnex } from '@samrad/meetings';
import { stateName } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import { Office, plain, type Paper, type PaperBlock } from '@samrad/platform/office';
import { Views } from '@samrad/platform/views';
import { Env } from '../../../../../config/env.js';
import { ReportFinder } from '../report.finder.js';
import { byName, saidBy, TourDeTable, type Tour } from './tour.js';

/** The tour de table on paper: below the agenda, as a document of its own, and as an annex to the minutes. */
@Injectable()
export class ReportPapers implements OnModuleInit {
  constructor(
    private readonly agendas: AgendaSupplements,
    private readonly annexes: MinutesAnnexes,
    private readonly tours: TourDeTable,
    private readonly finder: ReportFinder,
    private readonly office: Office,
    private readonly env: Env,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.agendas.offer((ctx, meeting) => this.belowAgenda(ctx, meeting));
    this.annexes.offer((meeting) => this.annex(meeting));
  }

  /** Whether PDFs can be made here. */
  get isAvailable(): boolean {
    return this.office.formats.includes('pdf');
  }

  /** Everything the reader may see of the reports, in full. */
  async pdf(ctx: Ctx, meeting: MeetingRow, tour: Tour): Promise<{ content: Buffer; filename: string }> {
    const paper = this.paper(ctx, meeting, tour);
    const { content } = await this.office.write(paper, 'pdf');
    return { content, filename: `${paper.title}.pdf` };
  }

  private paper(ctx: Ctx, meeting: MeetingRow, { topics, reports }: Tour): Paper {
    const { lang } = ctx;
    const title = this.say(ctx, 'paper.titleOf', { title: meeting.title });
    const { day, time } = whenText(lang, meeting);
    const said = byName(reports, lang).filter(({ hasText }) => hasText);
    return {
      ...{ language: lang, title, publisher: this.env.ownerName(lang), subtitle: referenceOf(meeting), footer: title },
      status: this.say(ctx, 'paper.status', { count: said.length }),
      pages: this.say(ctx, 'paper.pages', { page: '{page}', pages: '{pages}' }),
      facts: [{ label: this.views.i18n.t(lang, 'meetings.meeting.when'), value: `${day}, ${time}` }],
      blocks: said.flatMap((report): PaperBlock[] => [
        { kind: 'section', text: stateName(report.stateCode, lang) },
        ...(report.isCleared ? [] : [{ kind: 'note' as const, text: this.say(ctx, 'standing.written') }]),
        ...saidBy(report, topics, lang).flatMap(({ title: topic, text }): PaperBlock[] => [
          { kind: 'label', text: topic },
          ...text.split(/\n+/).map(paragraph),
        ]),
      ]),
    };
  }

  /** Which States have reported on what. What nobody has cleared is not told, to organisers either: paper goes round. */
  private async belowAgenda(ctx: Ctx, meeting: MeetingRow): Promise<PaperBlock[]> {
    const tour = await this.tours.of(ctx.actor, meeting);
    const reports = byName(tour?.reports ?? [], ctx.lang).filter(({ isCleared }) => isCleared);
    if (!tour || !reports.length) return [];
    const rows = reports.map((report) => {
      const titles = saidBy(report, tour.topics, ctx.lang).map(({ title }) => title);
      return { cells: [plain(stateName(report.stateCode, ctx.lang)), plain(titles.join('; '))] };
    });
    const head = (key: string, width: number) => ({ head: this.say(ctx, `column.${key}`), width });
    return [
      { kind: 'section', text: this.say(ctx, 'title') },
      { kind: 'grid', columns: [head('state', 1), head('topics', 3)], rows },
    ];
  }

  /**
   * Cleared reports go with the minutes. What is reported on an item where nobody is to be named, or nothing is to be
   * minuted, does not: an annex names the State.
   */
  private async annex({ id }: MeetingRow): Promise<MinutesAnnex | null> {
    const call = await this.finder.callOf(id);
    if (!call) return null;
    const [topics, reports] = await Promise.all([this.finder.topics(call), this.finder.reports(call.id)]);
    const named = topics.filter(({ session }) => (session?.attribution ?? 'attributable') === 'attributable');
    const parts = reports
      .filter(({ isCleared }) => isCleared)
      .map(({ stateCode, texts }) => ({
        stateCode,
        entries: named.flatMap(({ id: topicId, titles, session }) => {
          const text = texts.find((one) => one.topicId === topicId)?.text ?? null;
          return text === null ? [] : [{ titles, text, access: session?.access ?? ('open' as const) }];
        }),
      }))
      .filter(({ entries }) => entries.length > 0);
    return { key: 'followUp.report.annex', parts };
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `followUp.report.${key}`, params);
  }
}

const paragraph = (text: string): PaperBlock => ({
  kind: 'paragraph',
  content: [{ text, strong: false, em: false, href: null }],
});
