import { Injectable } from '@nestjs/common';
import { actionReferenceOf, actionStatusOf, isActionOpen, statusTag, type ActionOfMeeting } from '@samrad/actions';
import {
  canManageTopics,
  decisionRefOf,
  SeriesTopicPages,
  type DecisionRow,
  type SeriesTopicRow,
} from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Events } from '@samrad/platform/events';
import { Views, type Answer } from '@samrad/platform/views';
import { TopicHistoryFinder, type TopicAtMeeting } from './topic-history.finder.js';

const icons = {
  discussed: 'CheckmarkCircle',
  not_discussed: 'ExclamationmarkTriangle',
  skipped: 'ArrowRight',
} as const;
const colours = { discussed: 'success', not_discussed: 'warning', skipped: 'info' } as const;

/** The page of a topic: what each meeting did with it. */
@Injectable()
export class TopicHistoryPage {
  constructor(
    private readonly views: Views,
    private readonly finder: TopicHistoryFinder,
    private readonly pages: SeriesTopicPages,
    private readonly events: Events,
  ) {}

  async show(ctx: Ctx, topic: SeriesTopicRow): Promise<Answer> {
    const mayManage = canManageTopics(ctx.actor);
    const { meetings, otherActions } = await this.finder.of(ctx.actor, topic);
    const events = mayManage ? await this.events.history('series_topic', topic.id, 50) : [];
    const actions = [...meetings.flatMap((meeting) => meeting.actions), ...otherActions];
    return this.views.page(ctx, 'follow-up/topic-history/show', {
      title: topic.title,
      crumbs: this.pages.crumbs(ctx, topic),
      topic,
      isOpen: topic.status === 'open',
      openActions: actions.filter(({ lines }) => isActionOpen(lines.map(({ status }) => status))).length,
      mayManage,
      meetings: meetings.map((meeting) => this.atMeeting(meeting)),
      otherActions: otherActions.map(presentAction),
      events: this.views.history(ctx.lang, 'meetings.event', events),
    });
  }

  private atMeeting({ outcome, isRest, decisions, actions, ...meeting }: TopicAtMeeting) {
    const kind = outcome ?? 'not_discussed';
    return {
      ...meeting,
      tag: {
        name: icons[kind],
        color: colours[kind],
        key: `followUp.topic.at.${isRest ? 'rested' : (outcome ?? 'unmarked')}`,
      },
      isRest,
      decisions: decisions.map(presentDecision),
      actions: actions.map(presentAction),
    };
  }
}

const presentDecision = (row: DecisionRow) => ({ id: row.id, ref: decisionRefOf(row), text: row.text });

const presentAction = ({ id, number, title, dueOn, lines }: ActionOfMeeting) => ({
  ...{ id, title, dueOn, ref: actionReferenceOf(number) },
  tag: statusTag(actionStatusOf(lines.map(({ status }) => status))),
});
