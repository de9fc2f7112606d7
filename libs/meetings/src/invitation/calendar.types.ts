import type { ZonedTime } from './calendar-zone.js';

export interface CalendarMailbox {
  name: string;
  address: string;
}

/** What a calendar shows of a meeting, the same in a personal invitation and in a feed. */
export interface CalendarMeeting {
  /** fixed for the life of the meeting, the same for everybody */
  uid: string;
  /** rises with every significant change, never falls */
  sequence: number;
  /** UTC with milliseconds, e.g. `2026-12-10T08:00:00.000Z` */
  lastModified: string;
  summary: string;
  /** plain text; line breaks allowed */
  description: string;
  location: string | null;
  /** page of the meeting, or the recipient's own answer link */
  url: string | null;
  /** link of the video meeting */
  conferenceUrl: string | null;
  start: ZonedTime;
  end: ZonedTime;
  /** null leaves STATUS out: a CANCEL that only takes one person off the list */
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED' | null;
  classification?: 'PUBLIC' | 'PRIVATE' | 'CONFIDENTIAL';
}

export interface CalendarAttendee extends CalendarMailbox {
  role: 'REQ-PARTICIPANT' | 'OPT-PARTICIPANT';
  partstat: 'NEEDS-ACTION' | 'ACCEPTED' | 'TENTATIVE' | 'DECLINED' | 'DELEGATED';
}

export interface InvitationInput extends CalendarMeeting {
  method: 'REQUEST' | 'CANCEL' | 'DECLINECOUNTER';
  /** the moment of this very mail: new at every send, also when nothing else changed */
  stamp: string;
  organizer: CalendarMailbox;
  attendee: CalendarAttendee;
  /** false: nothing is asked, only the day is to be kept free */
  asks?: boolean;
  /** everybody else, where the meeting is set to show its participants; never part of a CANCEL */
  others?: readonly CalendarAttendee[];
  /** calendar programs are asked not to offer another time */
  refusesProposals?: boolean;
}

export interface FeedEvent extends CalendarMeeting {
  organizer: CalendarMailbox | null;
}

export interface FeedHead {
  name: string;
  /** how often programs should look, an RFC 5545 duration such as `PT1H` */
  refresh: string;
  /** when the feed was written, UTC with milliseconds */
  stamp: string;
}
