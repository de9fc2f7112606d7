import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import type { Language } from '@samrad/platform/i18n';
import { formatDay, Views } from '@samrad/platform/views';
import { TopicFinder } from '@samrad/network';
import { MeetingDocuments, type AttachedDocument } from '../meeting/paper/meeting-documents.js';
import type { MeetingRow } from '../meeting/meeting.finder.js';
import { AgendaFinder, type VersionDetails } from './agenda.finder.js';
import { canEditAgenda, canSeeDraft, readerOf } from './agenda.policy.js';
import { fitOf, isAgendaOpen } from './agenda.rules.js';
import type { AgendaLine } from './agenda.types.js';
import { AgendaFollowUp } from './carried/agenda-follow-up.js';
import { ItemNotes } from './notes/item-notes.js';
import { AgendaReading } from './reader/agenda-reading.js';
import { changeText, lengthText, presentLines, type Topics } from './agenda.presenter.js';

/** Where the table stands: the meeting's page, the page that builds the agenda, or a frozen version. */
export type Place = 'page' | 'builder' | 'version';

interface TableParts {
  lines: readonly AgendaLine[];
  place: Place;
  mayMove: boolean;
  /** Of the meeting, or of the version. */
  startWall: string;
  /** Documents that the reader may open, when they are known already. */
  papers?: readonly AttachedDocument[] | Promise<readonly AttachedDocument[]>;
}

/** Puts agendas together for one reader. */
@Injectable()
export class AgendaViews {
  constructor(
    private readonly views: Views,
    private readonly finder: AgendaFinder,
    private readonly reading: AgendaReading,
    private readonly documents: MeetingDocuments,
    private readonly topics: TopicFinder,
    private readonly notes: ItemNotes,
    private readonly followUp: AgendaFollowUp,
  ) {}

  /** The draft for organisers. The newest papers stand under their items. */
  async draft(ctx: Ctx, meeting: MeetingRow, place: Place) {
    const lines = await this.finder.draft(meeting);
    return this.table(ctx, meeting, {
      lines,
      place,
      startWall: meeting.startWall,
      mayMove: canEditAgenda(ctx.actor) && isAgendaOpen(meeting.status),
    });
  }

  /** A published version; papers that came later are shown with the newest one. */
  async published(ctx: Ctx, meeting: MeetingRow, version: VersionDetails) {
    return this.table(ctx, meeting, { ...partsOf(version), place: 'version', mayMove: false });
  }

  /** What the reader sees of the agenda: organisers the draft, others the newest version, or nothing yet. */
  async forReader(ctx: Ctx, meeting: MeetingRow) {
    const version = await this.reading.version(readerOf(ctx.actor, meeting), meeting.id);
    if (canSeeDraft(ctx.actor)) return { version, table: await this.draft(ctx, meeting, 'page') };
    if (!version) return { version, table: null };
    const papers = await this.documents.of(ctx.actor, meeting.id);
    const lines = version.snapshot.items.map((line) => ({
      ...line,
      documents: papers.filter(({ itemId }) => itemId === line.id).map(({ id, title }) => ({ id, title })),
    }));
    return {
      version,
      table: await this.table(ctx, meeting, { ...partsOf(version), lines, papers, place: 'page', mayMove: false }),
    };
  }

  /** Sum of the items against the planned length, with the geometry of its bar. */
  fit({ lang }: Ctx, { startWall, endWall }: MeetingRow, lines: readonly AgendaLine[]) {
    const fit = fitOf(startWall, endWall, lines);
    const whole = Math.max(fit.used, fit.planned) || 1;
    const say = (minutes: number) => lengthText(this.views.i18n, lang, minutes);
    return {
      used: say(fit.used),
      planned: say(fit.planned),
      left: fit.left ? say(fit.left) : null,
      over: fit.over ? say(fit.over) : null,
      absorbed: fit.absorbed ? say(fit.absorbed) : null,
      until: untilText(lang, { startWall, endWall }),
      usedWidth: (Math.min(fit.used, fit.planned) / whole) * 100,
      overX: (fit.planned / whole) * 100,
      overWidth: (fit.over / whole) * 100,
    };
  }

  changes({ lang }: Ctx, changes: Parameters<typeof changeText>[2][]): string[] {
    return changes.map((change) => changeText(this.views.i18n, lang, change));
  }

  /** Names of topics by code. */
  async topicNames({ lang }: Ctx): Promise<Topics> {
    const options = await this.topics.options(lang);
    return Object.fromEntries(options.map(({ value, label }) => [value, label]));
  }

  private async table(
    ctx: Ctx,
    meeting: MeetingRow,
    { lines, place, mayMove, startWall, papers = this.documents.of(ctx.actor, meeting.id) }: TableParts,
  ) {
    const hasTopics = lines.some(({ topicCode }) => topicCode !== null);
    const [readable, topics, notes, followUps] = await Promise.all([
      papers,
      hasTopics ? this.topicNames(ctx) : {},
      place !== 'version' && canSeeDraft(ctx.actor) ? this.notes.of(ctx, meeting) : null,
      this.followUp.views(ctx, meeting, lines),
    ]);
    const known = new Set(readable.map(({ id }) => id));
    const shown = presentLines(ctx.lang, lines, { readable: known, topics, startWall });
    const items = shown.map((item) => ({
      ...item,
      notes: notes?.get(item.id) ?? [],
      followUp: followUps.get(item.id),
    }));
    const mark = orderMark(lines.map(({ id }) => id));
    return {
      meetingId: meeting.id,
      items,
      mayMove,
      columns: mayMove ? 5 : 4,
      isBuilder: place === 'builder',
      reorderUrl: `/meetings/${meeting.id}/agenda/order?place=${place}&order=${mark}`,
      place,
      numbered: items.filter(({ number }) => number !== null).length,
      lines,
    };
  }
}

const partsOf = ({ snapshot }: VersionDetails): Pick<TableParts, 'lines' | 'startWall'> => ({
  lines: snapshot.items,
  startWall: snapshot.startWall,
});

/** `16:00`; with the day when that is another one. */
const untilText = (lang: Language, { startWall, endWall }: Pick<MeetingRow, 'startWall' | 'endWall'>): string =>
  startWall.slice(0, 10) === endWall.slice(0, 10)
    ? endWall.slice(11)
    : `${formatDay(endWall, lang)} ${endWall.slice(11)}`;

/** A short mark of an order, to tell whether it is still the one somebody saw. */
export const orderMark = (ids: readonly string[]): string =>
  createHash('sha256').update(ids.join()).digest('base64url').slice(0, 12);
