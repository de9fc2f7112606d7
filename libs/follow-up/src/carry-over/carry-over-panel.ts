import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MeetingPanels, type MeetingRow } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Views } from '@samrad/platform/views';
import { CarryOverFinder, type CarryOverRow } from './carry-over.finder.js';
import { canSeeCarryOver } from './carry-over.policy.js';
import { nameOf, SeriesMeetings } from './series-meetings.js';

/** Beside a meeting, for organisers: what came to its agenda by itself, and what went forward from its minutes. */
@Injectable()
export class CarryOverPanel implements OnModuleInit {
  constructor(
    private readonly panels: MeetingPanels,
    private readonly finder: CarryOverFinder,
    private readonly series: SeriesMeetings,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.panels.offer({ name: 'carry-over', column: 'side', order: 19, render: (ctx, m) => this.render(ctx, m) });
  }

  private async render(ctx: Ctx, meeting: MeetingRow): Promise<string | null> {
    if (!canSeeCarryOver(ctx.actor) || !meeting.seriesId) return null;
    const [into, from] = await Promise.all([this.finder.into(meeting.id), this.finder.from(meeting.id)]);
    if (!into.length && !from.length) return null;
    const data = { into: await this.lines(into, 'fromMeetingId'), from: await this.lines(from, 'meetingId') };
    return this.views.markup(ctx, 'follow-up/carry-over/_panel', data);
  }

  private async lines(rows: CarryOverRow[], other: 'fromMeetingId' | 'meetingId') {
    const ids = [...new Set(rows.flatMap((row) => row[other] ?? []))];
    const meetings = new Map(await Promise.all(ids.map(async (id) => [id, await this.series.one(id)] as const)));
    return rows.map(({ title, keptBecause, ...row }) => {
      const meeting = meetings.get(row[other] ?? '');
      const link = meeting && { href: `/meetings/${meeting.id}`, name: nameOf(meeting) };
      return { title, meeting: link, kept: keptBecause && `followUp.carryOver.kept.${keptBecause}` };
    });
  }
}
