import { Injectable } from '@nestjs/common';
import {
  FollowUps,
  isCovered,
  type AskedItems,
  type FollowUp,
  type MeetingRow,
  type TopicReason,
} from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { reasonsOf, type Reason } from './carry-over.rules.js';
import { FollowedActionFinder } from './followed-actions.js';
import { SeriesMeetings } from './series-meetings.js';
import { TopicStates, type KnownTopic, type OpenAction } from './topic-states.js';

/** Tells agendas and minutes what comes from the meetings before, as it is now. */
@Injectable()
export class FollowUpReading extends FollowUps {
  constructor(
    private readonly series: SeriesMeetings,
    private readonly topics: TopicStates,
    private readonly actions: FollowedActionFinder,
  ) {
    super();
  }

  override async under(actor: Actor, meeting: MeetingRow, asked: AskedItems): Promise<ReadonlyMap<string, FollowUp>> {
    const previous = await this.series.before(meeting);
    const looked = { meeting, previous, asked };
    return new Map([...(await this.ofActions(actor, looked)), ...(await this.ofTopics(actor, looked))]);
  }

  private async ofActions(actor: Actor, { meeting, previous, asked }: Looked): Promise<[string, FollowUp][]> {
    const items = asked.items.filter(({ carried }) => carried === 'actions');
    if (!previous || !items.length) return [];
    const isPassedOn = asked.audience !== undefined;
    const { late, open, closed, ...rest } = await this.actions.of(actor, { meeting, previous, isPassedOn });
    const keeps = keepsFor(meeting, asked);
    const lists = { late: late.filter(keeps), open: open.filter(keeps), closed: closed.filter(keeps) };
    return items.map(({ id }) => [id, { ...rest, ...lists }]);
  }

  private async ofTopics(actor: Actor, { meeting, previous, asked }: Looked): Promise<[string, FollowUp][]> {
    const { seriesId, startAt } = meeting;
    const items = asked.items.filter(({ topicId }) => topicId !== null);
    if (!seriesId || !items.length) return [];
    const known = await this.topics.of(seriesId, { startAt, previousId: previous?.id ?? null });
    const all = await this.topics.openActions(actor, seriesId, asked.audience !== undefined);
    const open = all.filter(keepsFor(meeting, asked));
    return items.flatMap(({ id, topicId }): [string, FollowUp][] => {
      const topic = known.find((one) => one.id === topicId);
      return topic ? [[id, { kind: 'topic', topicId: topic.id, reasons: told(topic, open) }]] : [];
    });
  }
}

interface Looked {
  meeting: MeetingRow;
  previous: MeetingRow | undefined;
  asked: AskedItems;
}

const keepsFor =
  ({ groupId }: MeetingRow, { audience }: AskedItems) =>
  (action: Seen): boolean =>
    !audience || isCovered(audience, groupId, action);

type Seen = Pick<OpenAction, 'audience' | 'groupId'>;

/** The reasons with what is said of each. A topic that somebody put on the agenda without any says what became of it. */
function told(topic: KnownTopic, open: readonly OpenAction[]): TopicReason[] {
  const actions = open.filter(({ topicId }) => topicId === topic.id).map(({ topicId: _, ...action }) => action);
  const reasons = reasonsOf({ ...topic.state, openActions: actions.length });
  const meeting = topic.lastMeeting ?? '';
  const { last } = topic.state;
  if (!reasons.length) return last ? [{ kind: last.outcome ?? 'not_discussed', meeting }] : [];
  return reasons.map((reason) => inWords(reason, meeting, actions));
}

function inWords(reason: Reason, meeting: string, actions: Omit<OpenAction, 'topicId'>[]): TopicReason {
  if (reason === 'actions') return { kind: reason, actions };
  return reason === 'new' || reason === 'recurring' ? { kind: reason } : { kind: reason, meeting };
}
