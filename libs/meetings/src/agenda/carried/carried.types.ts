import type { Day } from '@samrad/platform/clock';
import type { Responsible } from '../../minutes/meeting-actions.js';

/** What comes onto an agenda by itself: the follow-up of actions, or a topic of the series that goes forward. */
export type Carried = 'actions' | 'topic';

/** An action as it stands at a meeting that follows it up. */
export interface FollowedAction {
  id: string;
  /** `A-118` */
  ref: string;
  title: string;
  dueOn: Day | null;
  responsible: Responsible;
  /** How many of those asked have finished. */
  finished: number;
  asked: number;
  /** The day on which the last one finished; null: it is open. */
  closedOn: Day | null;
  /** Who may read it: `organisers`, `group`, `network` or `public`. */
  audience: string;
  /** The group that `group` means. */
  groupId: string | null;
}

/** The actions of the series: an action stands in one of the lists. */
export interface FollowedActions {
  kind: 'actions';
  /** `REG 41`, or the title of the meeting before. */
  since: string;
  late: FollowedAction[];
  open: FollowedAction[];
  /** Since the meeting before. */
  closed: FollowedAction[];
}

/** Why a topic is on the agenda, or rests. `meeting` is its reference or title. */
export type TopicReason =
  | { kind: 'new' | 'recurring' }
  | { kind: 'not_discussed' | 'skipped' | 'discussed' | 'rests'; meeting: string }
  | { kind: 'actions'; actions: Pick<FollowedAction, 'id' | 'ref' | 'audience' | 'groupId'>[] };

export interface FollowedTopic {
  kind: 'topic';
  topicId: string;
  reasons: TopicReason[];
}

/** What stands under an item because of the meetings before: data, not words. */
export type FollowUp = FollowedActions | FollowedTopic;
