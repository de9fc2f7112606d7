/** A moment in UTC with milliseconds, `2026-12-10T08:00:00.000Z`. */
export type Instant = string;

/** One mailbox of a mail header. `key` is what addresses are compared by. */
export interface SenderMailbox {
  name: string;
  address: string;
  key: string;
}

/** Why a message was not read: it is over a limit, or it is no mail. Its headers may be known all the same. */
export type ReadingProblem = 'too-large' | 'too-deep' | 'too-many-parts' | 'unreadable';

/** What a multipart/report says about a mail that somebody sent. */
export interface ReportFacts {
  kind: 'delivery' | 'other';
  /** lower case: failed, delayed, delivered, relayed, expanded; null when absent */
  action: string | null;
  /** enhanced status code, e.g. `5.1.1` */
  status: string | null;
  diagnostic: string | null;
  /** key of the address that did not work */
  recipient: string | null;
}

/** One ATTENDEE line of an answer. */
export interface AttendeeFacts {
  address: string;
  key: string;
  name: string;
  /** upper case as written, null when absent */
  partstat: string | null;
  /** key of the SENT-BY address */
  sentBy: string | null;
  /** addresses of DELEGATED-TO */
  delegatedTo: string[];
  comment: string | null;
  /** the same text for the same answer: UID, attendee, occurrence, sequence, stamp and status in one digest */
  tuple: string;
}

/** One VEVENT of an answer. */
export interface EventFacts {
  uid: string;
  /** SEQUENCE, or Exchange's own counter when that is 0 or missing */
  sequence: number | null;
  /** DTSTAMP */
  stamp: Instant | null;
  recurrence: { text: string; instant: Instant | null } | null;
  start: Instant | null;
  end: Instant | null;
  /** the start that Outlook says it answers to, with a proposal */
  originalStart: Instant | null;
  comment: string | null;
  /** codes of REQUEST-STATUS, e.g. `3.7` */
  requestStatus: string[];
  attendees: AttendeeFacts[];
}

/** One VCALENDAR. */
export interface CalendarFacts {
  /** METHOD of the text, upper case */
  method: string | null;
  /** method parameter of the MIME part, upper case */
  mimeMethod: string | null;
  /** kinds of components besides VEVENT, e.g. VTODO */
  otherComponents: string[];
  events: EventFacts[];
}

/** Everything a ruling needs to know about one incoming message; nothing here has been looked up or believed. */
export interface ReplyFacts {
  problem: ReadingProblem | null;
  /** with angle brackets */
  messageId: string | null;
  /** SHA-256 of the body, hex */
  bodyHash: string;
  /** Message-IDs this one answers or reports about, with angle brackets */
  refersTo: string[];
  /** keys of the addresses it was delivered to; one that was made for a mail of ours may be among them */
  recipients: string[];
  /** Date header */
  date: Instant | null;
  subject: string;
  /** readable words, shortened */
  text: string;
  fromFields: number;
  from: SenderMailbox[];
  sender: string | null;
  replyTo: string[];
  auto: 'replied' | 'generated' | null;
  report: ReportFacts | null;
  /** Authentication-Results, topmost first */
  authentication: {
    authservId: string;
    dmarc: string | null;
    /** the domain it was judged for */ headerFrom?: string | null;
  }[];
  /** none: no calendar part; nested: only inside an attached message; unreadable: there, but broken */
  calendar: 'none' | 'nested' | 'unreadable' | 'read';
  calendars: CalendarFacts[];
  /** winmail.dat: Outlook's own format, which may hold an answer nobody else can read */
  tnef: boolean;
  /** what the name of the form in winmail.dat says: a hint for those who review, never an answer by itself */
  tnefAnswer: 'accepted' | 'tentative' | 'declined' | null;
  encrypted: boolean;
  signed: boolean;
}

/** A mail of ours that the message refers to. */
export interface SentMail {
  /** id of the mail */
  id: string;
  meetingId: string | null;
  personId: string | null;
  toAddress: string;
  /** it came to the address made for this very mail, not only with its Message-ID */
  byAddress: boolean;
  /** somebody takes answers in words to mails of this kind */
  takesAnswers: boolean;
}

export interface ReplyMeeting {
  id: string;
  uid: string;
  /** SEQUENCE of the last change of time, date or status that people were told */
  lastSignificantSequence: number;
  cancelled: boolean;
  /** put off without a new date */
  postponed: boolean;
  ended: boolean;
  /** the answer deadline has passed */
  late: boolean;
  /** starts of the occurrences a RECURRENCE-ID may name; a single meeting has one */
  occurrences: readonly Instant[];
}

export interface ReplyPerson {
  personId: string;
  /** keys of all addresses registered for the person */
  addresses: readonly string[];
  /** in the meeting that the message is about */
  invitation: 'invited' | 'held' | 'removed' | 'none';
  /** the answer that counts now; `stamp` is null when it did not come by calendar */
  lastAnswer: { stamp: Instant | null; date: Instant } | null;
  /** when invitations to this meeting were written to the person: the first and the last one */
  asked: readonly Instant[];
}

/** What the service looked up for these facts (see `lookups`). */
export interface ReplyContext {
  /** this Message-ID was handled before */
  knownMessage: boolean;
  /** those of the tuples that were already applied; never those of messages that were refused or wait for review */
  knownTuples: readonly string[];
  sent: SentMail | null;
  meetings: readonly ReplyMeeting[];
  /** by address key: senders, attendees and their other registered addresses */
  persons: Readonly<Record<string, ReplyPerson | undefined>>;
  /** the server whose Authentication-Results are ours; null trusts none */
  authservId: string | null;
  /** when the message arrived */
  receivedAt: Instant;
}

export const rulings = [
  'ACCEPTED',
  'TENTATIVE',
  'DECLINED',
  'DELEGATED',
  'COUNTER',
  'REFRESH',
  'PROPOSED',
  'STALE',
  'DUPLICATE',
  'NEEDS_REVIEW',
  'REJECTED_SPOOF',
  'REJECTED_MALFORMED',
  'BOUNCE',
  'IGNORED',
] as const;
export type RulingName = (typeof rulings)[number];

/** What is to be done with one message. */
export interface Ruling {
  ruling: RulingName;
  /** the row of the table that decided, e.g. `row15` */
  row: string;
  /** locale key under `meetings.reply.reason` */
  reason: string;
  /** the meeting and person it is about: certain when applied, likely when reviewed */
  meetingId: string | null;
  personId: string | null;
  /** belongs into the list "mail to look at" */
  review: boolean;
  /** belongs into the person's history for the meeting, whether it changed the status or not */
  history: boolean;
  /** what the message says, also when it does not count */
  status: 'accepted' | 'tentative' | 'declined' | 'delegated' | null;
  comment: string | null;
  /** key of the address that answered for the person */
  answeredBy: string | null;
  /** key of the Sender header where it is not the From address */
  sender: string | null;
  /** the sender speaks for the attendee named in the mail (rows 15 and 16): a mail may go back to the From address */
  trusted: boolean;
  late: boolean;
  sequence: number | null;
  stamp: Instant | null;
  /** Date of the mail, never later than its arrival; kept with the answer for the next comparison */
  date: Instant;
  tuple: string | null;
  occurrence: Instant | null;
  /** of a bounce: id of the mail of ours that did not arrive; of an answer in words: that it answers */
  sentMailId: string | null;
  bounce: {
    kind: 'hard' | 'soft';
    /** given up, not only delayed */ isFinal: boolean;
    status: string | null;
    diagnostic: string | null;
    recipient: string | null;
  } | null;
  proposal: { start: Instant | null; end: Instant | null; originalStart: Instant | null } | null;
  delegatedTo: string[];
  /** what the calendar calls the first of them */
  delegatedName: string | null;
}
