import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MeetingPanels, type MeetingPanel, type MeetingRow, type PanelMarkup } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Views } from '@samrad/platform/views';
import { statusTag, type Reading } from '../progress/progress.presenter.js';
import { daysLate } from '../progress/progress.rules.js';
import { askedText } from '../action/action-page.js';
import { ActionFinder, type ActionOfMeeting } from '../action/action.finder.js';
import { canManageActions } from '../action/action.policy.js';
import { isOpen, referenceOf, statusOf } from '../action/action.rules.js';

/** More are behind the link to the list. */
const mostShown = 12;

/** Actions on the page of their meeting. */
@Injectable()
export class ActionsPanel implements MeetingPanel, OnModuleInit {
  readonly name = 'actions';
  readonly column = 'main';
  readonly order = 40;
  readonly navKey = 'actions.action.panelTitle';

  constructor(
    private readonly panels: MeetingPanels,
    private readonly finder: ActionFinder,
    private readonly views: Views,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.panels.offer(this);
  }

  /** Nothing to see and nothing to add: no panel. */
  async render(ctx: Ctx, meeting: MeetingRow): Promise<PanelMarkup | null> {
    const actions = await this.finder.ofMeeting(ctx.actor, meeting.id);
    const mayManage = canManageActions(ctx.actor);
    if (!actions.length && !mayManage) return null;
    const reading = { i18n: this.views.i18n, lang: ctx.lang, actor: ctx.actor, today: this.clock.today() };
    const rows = actions.slice(0, mostShown).map((action) => rowOf(action, reading));
    const markup = this.views.markup(ctx, 'actions/overview/_panel', { rows, mayManage, meetingId: meeting.id });
    return { markup, count: actions.length };
  }
}

function rowOf(action: ActionOfMeeting, reading: Reading) {
  const { id, number, title, dueOn, lines } = action;
  const statuses = lines.map(({ status }) => status);
  const late = daysLate({ isFinished: !isOpen(statuses), dueOn }, reading.today);
  return {
    id,
    ref: referenceOf(number),
    title,
    dueOn,
    asked: askedText(action, lines, reading),
    several: lines.length > 1 ? lines.length : null,
    finished: lines.filter((line) => line.isFinished).length,
    late: late ? reading.i18n.t(reading.lang, 'actions.progress.late', { count: late }) : null,
    tag: statusTag(late && statusOf(statuses) === 'not_started' ? 'overdue' : statusOf(statuses)),
  };
}
