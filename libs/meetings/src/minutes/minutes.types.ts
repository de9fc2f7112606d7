import type { Day, Instant } from '@samrad/platform/clock';
import type { RichText } from '@samrad/platform/richtext';
import type { Audience, Exempted } from '@samrad/library';
import type { AgendaItemType } from '../agenda/agenda.entity.js';
import type { Attribution, SessionAccess } from '../agenda/session/session.types.js';
import type { FollowUp } from '../agenda/carried/carried.types.js';
import type { AttendanceMode } from '../invitation/invitation.entity.js';
import type { Responsible } from './meeting-actions.js';
import type { AdoptedWay, TopicOutcome } from './minutes.entity.js';

/** Facts of the meeting at the head of its minutes. */
export interface MinutesHeading {
  title: string;
  /** `REG 41`; null outside any series. */
  reference: string | null;
  group: { nameEn: string; nameNb: string; nameNn: string } | null;
  /** Wall times in `zone`. */
  startWall: string;
  endWall: string;
  zone: string;
  place: string | null;
  isOnline: boolean;
  chair: string | null;
  secretary: string | null;
}

/** Somebody who was there, or was absent. */
export interface Attendee {
  name: string;
  organisation: string | null;
  stateCode: string | null;
  mode: AttendanceMode | null;
  part: 'chair' | 'secretary' | null;
}

export interface RecordedDecision {
  id: string;
  /** `2/26` */
  ref: string;
  text: string;
}

export interface RecordedAction {
  id: string;
  /** `A-118` */
  ref: string;
  title: string;
  dueOn: Day | null;
  responsible: Responsible;
}

/** One item of the agenda as it went; the last part has no section and holds what belongs to no item. */
export interface MinutesPart {
  sectionId: string | null;
  itemId: string | null;
  /** As on the agenda. */
  number: string | null;
  title: string | null;
  type: AgendaItemType | null;
  /** Wall times as planned. */
  start: string | null;
  end: string | null;
  content: RichText;
  /** Who may read it, among those who may read the minutes. */
  access: SessionAccess;
  attribution: Attribution;
  decisions: RecordedDecision[];
  actions: RecordedAction[];
  /** What became of an item of a topic; null: none, or nobody has said. */
  outcome: TopicOutcome | null;
  /** What stands under it because of the meetings before, as it was when the minutes were closed. */
  followUp: FollowUp | null;
}

/** What one State added to an annex. */
export interface AnnexEntry {
  /** By language. */
  titles: Readonly<Record<string, string>>;
  text: string;
  /** Who may read it, among those who may read the minutes. */
  access: SessionAccess;
}

/** Something another context adds at the end of the minutes, State by State. */
export interface MinutesAnnex {
  /** Locale key of its heading. */
  key: string;
  parts: { stateCode: string; entries: AnnexEntry[] }[];
}

/** Everything a reader of minutes sees; frozen with each published version. */
export interface MinutesSnapshot {
  heading: MinutesHeading;
  present: Attendee[];
  absent: Attendee[];
  parts: MinutesPart[];
  annexes: MinutesAnnex[];
}

/** What stands beside a version. */
export interface MinutesVersionRow {
  number: number;
  audience: Audience;
  publishedBy: string;
  publishedAt: Instant;
  note: string | null;
  /** How the text was adopted, when the version is the adopted text and no edition for readers. */
  adoptedWay: AdoptedWay | null;
}

/** The adoption that a version stands on. */
export interface Adoption {
  /** The version that keeps the text as adopted. */
  number: number;
  at: Instant;
  by: string;
  way: AdoptedWay;
}

export type MinutesVersionDetails = MinutesVersionRow &
  Exempted & {
    adoption: Adoption | null;
    /** Whom the note is for, when it corrects only what is closed. */
    noteAccess: SessionAccess | null;
    snapshot: MinutesSnapshot;
  };
