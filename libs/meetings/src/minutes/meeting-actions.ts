import type { Actor } from '@samrad/platform/auth';
import type { Day } from '@samrad/platform/clock';

/** Whom an action asks: names for States come from their codes, organisation and person are named here. */
export interface Responsible {
  kind: 'states' | 'all_states' | 'organisation' | 'person';
  stateCodes: string[];
  /** Name of the organisation or person; null for States. */
  name: string | null;
  personId: string | null;
  /** All of them, when several persons are asked; in minutes of before: absent. */
  personIds?: string[];
}

/** An action item as the minutes of its meeting show it. */
export interface MeetingAction {
  id: string;
  /** `A-118` */
  ref: string;
  title: string;
  /** The item of the agenda under which it was agreed; null: of the meeting as a whole. */
  itemId: string | null;
  responsible: Responsible;
  dueOn: Day | null;
  /** Where it stands as a whole: locale key and colour of its tag. */
  status: { key: string; color: string } | null;
}

/**
 * What minutes need to know of actions, which are a context above this one. That context provides it for all
 * (`{ provide: MeetingActions, useExisting: … }` in a global module); without it minutes work and show no actions.
 * The form on the minutes page posts to `/actions` with the fields title, responsibleKind, stateCodes[],
 * organisationId, personId, dueOn, meetingId, itemId and next (the path to come back to).
 */
export abstract class MeetingActions {
  /** The actions of a meeting in order of their number, as far as the actor may see them. */
  abstract forMeeting(actor: Actor, meetingId: string): Promise<MeetingAction[]>;
}
