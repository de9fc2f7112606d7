import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Views } from '@samrad/platform/views';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { MeetingPanels } from '../../meeting/meeting-panels.js';
import { CirculationFinder } from './circulation.finder.js';

/** Says on the meeting's page that its minutes wait for comments, to those they went round to. */
@Injectable()
export class CirculationPanel implements OnModuleInit {
  constructor(
    private readonly panels: MeetingPanels,
    private readonly finder: CirculationFinder,
    private readonly clock: Clock,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    const render = (ctx: Ctx, meeting: MeetingRow) => this.render(ctx, meeting);
    this.panels.offer({ name: 'minutes-comments', column: 'main', order: 29, render });
  }

  private async render(ctx: Ctx, meeting: MeetingRow): Promise<string | null> {
    const [round] = await this.finder.ofMeeting(ctx.actor, meeting.id);
    if (!round || round.outcome !== null) return null;
    const isOver = round.closesAt <= this.clock.instant();
    return this.views.markup(ctx, 'meetings/minutes/_round', { meetingId: meeting.id, round: { ...round, isOver } });
  }
}
