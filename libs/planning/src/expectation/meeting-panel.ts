import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Expectations, expectedCounts, MeetingPanels, type MeetingRow } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Views } from '@samrad/platform/views';
import { canRunPolls } from '../poll/poll.policy.js';
import { ExpectationFinder } from './expectation.finder.js';

/** Who is expected, beside the choice of whom to invite and on the page of the meeting, until it has answers of its own. */
@Injectable()
export class ExpectationPanel implements OnModuleInit {
  constructor(
    private readonly panels: MeetingPanels,
    private readonly expectations: Expectations,
    private readonly finder: ExpectationFinder,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.expectations.offer((meetingId) => this.finder.ofMeeting(meetingId));
    this.panels.offer({
      name: 'expected',
      column: 'side',
      order: 12,
      render: (ctx, meeting) => this.render(ctx, meeting),
    });
  }

  private async render(ctx: Ctx, { id, status, startAt }: MeetingRow): Promise<string | null> {
    if (!canRunPolls(ctx.actor) || !['draft', 'called'].includes(status)) return null;
    const expectation = await this.finder.ofMeeting(id);
    if (!expectation) return null;
    const counts = expectedCounts(expectation);
    const data = { counts, href: expectation.href, isOtherTime: expectation.startAt !== startAt };
    return this.views.markup(ctx, 'planning/expectation/_panel', data);
  }
}
