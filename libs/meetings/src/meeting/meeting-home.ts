import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { check, HomePanels, Views } from '@samrad/platform/views';
import { MeetingListFinder, type AnswerCounts } from './meeting-list.finder.js';
import { meetingQuery } from './meeting.dto.js';
import { canPlanMeetings, canSeeAnswers } from './meeting.policy.js';
import { presentRow } from './meeting.presenter.js';

const shown = 5;

/** The next meetings on the first page. */
@Injectable()
export class MeetingHome implements OnModuleInit {
  constructor(
    private readonly home: HomePanels,
    private readonly finder: MeetingListFinder,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.home.offer({ name: 'meetings', column: 'main', order: 20, render: (ctx) => this.render(ctx) });
  }

  private async render(ctx: Ctx): Promise<string> {
    const page = await this.finder.page(ctx.actor, check(meetingQuery, { when: 'upcoming', per: 25 }));
    const rows = page.rows.filter(({ status }) => status !== 'cancelled').slice(0, shown);
    const sees = canSeeAnswers(ctx.actor);
    const answers = sees ? await this.finder.answers(rows.map((row) => row.id)) : new Map<string, AnswerCounts>();
    return this.views.markup(ctx, 'meetings/meeting/_next', {
      month: {
        heading: this.views.i18n.t(ctx.lang, 'meetings.home.next'),
        rows: rows.map((row) => presentRow(this.views.i18n, ctx.lang, row, answers.get(row.id))),
      },
      sees,
      mayPlan: canPlanMeetings(ctx.actor),
    });
  }
}
