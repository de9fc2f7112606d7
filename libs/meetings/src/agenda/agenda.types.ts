import type { AgendaItemType } from './agenda.entity.js';
import type { Carried } from './carried/carried.types.js';
import type { Group, Session } from './session/session.types.js';

/** Who presents: a person as named and placed at the time, or a State. */
export interface Presenter {
  personId: string | null;
  name: string | null;
  organisation: string | null;
  stateCode: string | null;
}

/** A document on an item; whether a reader may open it is the library's to say. */
export interface ItemDocument {
  id: string;
  title: string;
}

/** An item of an agenda with its clock time. */
export interface AgendaLine {
  id: string;
  type: AgendaItemType;
  /** `4`, `4.1`, `S2`: see `placed`; null for breaks and buffers. */
  number: string | null;
  title: string;
  minutes: number;
  /** Wall time in the meeting's zone. */
  start: string;
  end: string;
  topicCode: string | null;
  note: string | null;
  /** Belongs under the item before it. */
  isSub: boolean;
  /** The topic of the series that it belongs to. */
  topicId: string | null;
  /** How it came by itself; null: somebody put it there. */
  carried: Carried | null;
  /** Null: open to all who see the meeting. */
  session: Session | null;
  /** The working group that takes it, beside the other groups of the session. */
  group: Group | null;
  presenters: Presenter[];
  documents: ItemDocument[];
}

/** An agenda as it was published. */
export interface AgendaSnapshot {
  startWall: string;
  endWall: string;
  zone: string;
  items: AgendaLine[];
}

/** One difference between two versions: `meetings.agenda.change.<kind>` with these variables. */
export interface AgendaChange {
  kind:
    | ('new' | 'removed' | 'renamed' | 'moved' | 'length' | 'presenter' | 'type' | 'day' | 'start' | 'slid')
    | ('sub' | 'main' | 'into' | 'outOf' | 'group' | 'noGroup')
    | ('sessionRenamed' | 'access' | 'attribution' | 'groupRenamed' | 'room' | 'chair');
  /** Title of the item as it is now (removed: as it was). */
  title: string;
  /** Number of the item now; null for breaks and removed items. */
  number: string | null;
  from?: string;
  /** As it is now; of `slid` how many items only have another clock time because of the others. */
  to?: string;
  presenters?: Presenter[];
}
