import type { AgendaItemType } from './agenda.entity.js';

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
  /** 1, 2, 3 …; null for a break. */
  number: number | null;
  title: string;
  minutes: number;
  /** Wall time in the meeting's zone. */
  start: string;
  end: string;
  topicCode: string | null;
  note: string | null;
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
  kind: 'new' | 'removed' | 'renamed' | 'moved' | 'length' | 'presenter' | 'type' | 'day' | 'start' | 'slid';
  /** Title of the item as it is now (removed: as it was). */
  title: string;
  /** Number of the item now; null for breaks and removed items. */
  number: number | null;
  from?: string;
  /** As it is now; of `slid` how many items only have another clock time because of the others. */
  to?: string;
  presenters?: Presenter[];
}
