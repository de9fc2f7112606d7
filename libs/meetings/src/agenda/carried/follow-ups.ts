import type { Actor } from '@samrad/platform/auth';
import type { Audience } from '@samrad/library';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import type { AgendaLine } from '../agenda.types.js';
import type { FollowUp } from './carried.types.js';

/** The items asked about, and for how many readers. */
export interface AskedItems {
  items: readonly Pick<AgendaLine, 'id' | 'topicId' | 'carried'>[];
  /** For something that is kept or passed on: only what all its readers may see. Absent: a page for the actor alone. */
  audience?: Audience;
}

/**
 * What agendas and minutes need to know of the meetings before and of actions, which belong to a context above this one.
 * That context provides it for all (`{ provide: FollowUps, useExisting: … }` in a global module); without it agendas and
 * minutes work and show nothing of it.
 */
export abstract class FollowUps {
  /** As it is now, by id of the item; items that have nothing to tell are left out. */
  abstract under(actor: Actor, meeting: MeetingRow, asked: AskedItems): Promise<ReadonlyMap<string, FollowUp>>;
}
