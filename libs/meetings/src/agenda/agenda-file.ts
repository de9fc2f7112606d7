import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import type { Ctx } from '@samrad/platform/auth';
import { Office, type Paper } from '@samrad/platform/office';
import { formatDay, formatLongDay, Views } from '@samrad/platform/views';
import type { MeetingRow } from '../meeting/meeting.finder.js';
import { canJoin } from '../meeting/meeting.policy.js';
import { cityOf, groupName, languageNames, whenText } from '../meeting/meeting.presenter.js';
import { referenceOf } from '../meeting/meeting.rules.js';
import { MeetingDocuments } from '../meeting/paper/meeting-documents.js';
import { AgendaSupplements } from './notes/agenda-supplements.js';
import { agendaPaper, type AgendaPaperInput, type AgendaPaperItem } from './agenda-paper.js';
import { AgendaFollowUp } from './carried/agenda-follow-up.js';
import { AgendaViews } from './agenda-views.js';
import { AgendaFinder, type VersionDetails } from './agenda.finder.js';
import { needsDays, presentLines, type LineView } from './agenda.presenter.js';
import type { AgendaLine } from './agenda.types.js';

/** With what comes from the meetings before, line by line. */
type PaperLine = LineView & { followUp: string[] };

/** The agenda as a document in the reader's language. */
@Injectable()
export class AgendaFile {
  constructor(
    private readonly views: Views,
    private readonly env: Env,
    private readonly office: Office,
    private readonly finder: AgendaFinder,
    private readonly agenda: AgendaViews,
    private readonly documents: MeetingDocuments,
    private readonly followUp: AgendaFollowUp,
    private readonly supplements: AgendaSupplements,
  ) {}

  /** Whether PDFs can be made here. */
  get isAvailable(): boolean {
    return this.office.formats.includes('pdf');
  }

  /** @param version null: the draft, for organisers only. @throws Unavailable without a typesetter */
  async pdf(
    ctx: Ctx,
    meeting: MeetingRow,
    version: VersionDetails | null,
  ): Promise<{ content: Buffer; filename: string }> {
    const paper = await this.paper(ctx, meeting, { version });
    const { content } = await this.office.write(paper, 'pdf');
    return { content, filename: `${paper.title}.pdf` };
  }

  /** The same before it has a format. @param without parts to leave out, of `agendaParts` */
  async paper(
    ctx: Ctx,
    meeting: MeetingRow,
    { version, without }: { version: VersionDetails | null; without?: readonly string[] },
  ): Promise<Paper> {
    const title = this.say(ctx, 'pdfTitle', { title: meeting.title });
    const input = await this.input(ctx, meeting, { version, title });
    return agendaPaper(input, { language: ctx.lang, title }, without);
  }

  private async input(
    ctx: Ctx,
    meeting: MeetingRow,
    { version, title }: { version: VersionDetails | null; title: string },
  ): Promise<AgendaPaperInput> {
    const lines = version?.snapshot.items ?? (await this.finder.draft(meeting));
    const { startWall } = version?.snapshot ?? meeting;
    const number = version?.number ?? 0;
    const date = version ? formatDay(version.publishedAt, ctx.lang) : '';
    return {
      labels: this.labels(ctx, number),
      publisher: this.env.ownerName(ctx.lang),
      subtitle: [referenceOf(meeting), groupName(ctx.lang, meeting)].filter(Boolean).join(' · ') || null,
      status: version ? this.say(ctx, 'versionOf', { number, date }) : this.say(ctx, 'draft'),
      footer: title,
      facts: this.facts(ctx, meeting),
      changes: version ? this.agenda.changes(ctx, version.changes) : [],
      days: this.days(ctx, await this.items(ctx, meeting, lines), { lines, startWall }),
      closing: this.say(ctx, 'closing', { city: cityOf(meeting.zone) }),
      supplements: await this.supplements.of(ctx, meeting),
    };
  }

  private async items(ctx: Ctx, meeting: MeetingRow, lines: readonly AgendaLine[]): Promise<PaperLine[]> {
    const [papers, topics, followUps] = await Promise.all([
      this.documents.of(ctx.actor, meeting.id),
      this.agenda.topicNames(ctx),
      this.followUp.inFile(ctx, meeting, lines),
    ]);
    const shown = presentLines(ctx.lang, lines, {
      readable: new Set(papers.map(({ id }) => id)),
      topics,
      startWall: meeting.startWall,
    });
    return shown.map((line) => ({ ...line, followUp: followUps.get(line.id) ?? [] }));
  }

  private days(
    ctx: Ctx,
    views: PaperLine[],
    { lines, startWall }: { lines: readonly AgendaLine[]; startWall: string },
  ): AgendaPaperInput['days'] {
    const days = new Map<string, AgendaPaperItem[]>();
    views.forEach((view, index) => {
      const day = lines[index]!.start.slice(0, 10);
      days.set(day, [...(days.get(day) ?? []), this.item(ctx, view)]);
    });
    const several = needsDays(lines, startWall);
    return [...days].map(([day, items]) => ({ heading: several ? formatLongDay(day, ctx.lang) : null, items }));
  }

  private item(ctx: Ctx, view: PaperLine): AgendaPaperItem {
    const { lang } = ctx;
    return {
      headings: this.headings(ctx, view),
      time: `${view.start}–${view.end}`,
      number: view.number,
      title: view.title,
      note: view.note,
      followUp: view.followUp,
      presenters: view.presenters.map(({ name, sub }) => (sub ? `${name}, ${sub}` : name)),
      type: view.tag && this.views.i18n.t(lang, view.tag.key),
      documents: view.documents.map(({ title }) => title),
      isBreak: view.isBreak,
    };
  }

  private headings(ctx: Ctx, { opens }: LineView): string[] {
    const { session = null, group = null, over = null } = opens ?? {};
    const ended = over === null ? null : [this.say(ctx, 'session.over', { title: over })];
    const rules = session && [
      session.access === 'open' ? null : this.say(ctx, `access.${session.access}`),
      session.attribution === 'attributable' ? null : this.say(ctx, `attribution.${session.attribution}`),
    ];
    const ledBy = group?.chair && this.say(ctx, 'session.ledBy', { name: group.chair });
    return [ended, session && [session.title, ...rules!], group && [group.name, group.room, ledBy]]
      .filter((parts) => parts !== null)
      .map((parts) => parts.filter(Boolean).join(' · '));
  }

  private facts(ctx: Ctx, meeting: MeetingRow): AgendaPaperInput['facts'] {
    const { day, time } = whenText(ctx.lang, meeting);
    const label = (key: string) => this.views.i18n.t(ctx.lang, `meetings.meeting.${key}`);
    return [
      { label: label('when'), value: `${day}, ${time}` },
      { label: label('where'), value: meeting.place },
      { label: label('online'), value: canJoin(ctx.actor, meeting) ? meeting.videoUrl : null },
      { label: label('field.languages'), value: languageNames(ctx.lang, meeting.languages) },
      { label: label('field.chairId'), value: meeting.chairName },
      { label: label('field.secretaryId'), value: meeting.secretaryName },
    ];
  }

  private labels(ctx: Ctx, number: number): AgendaPaperInput['labels'] {
    const say = (key: string) => this.say(ctx, key);
    return {
      page: this.say(ctx, 'pdfPage', { page: '{page}', pages: '{pages}' }),
      time: say('time'),
      number: say('number'),
      item: say('item'),
      presenter: say('presenter'),
      type: say('typeLabel'),
      documents: say('field.documents'),
      changes: this.say(ctx, 'changesSince', { number: number - 1 }),
    };
  }

  private say({ lang }: Ctx, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `meetings.agenda.${key}`, params);
  }
}
