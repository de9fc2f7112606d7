import type {
  AttendeeFacts,
  CalendarFacts,
  EventFacts,
  Instant,
  ReplyContext,
  ReplyFacts,
  ReplyMeeting,
  ReplyPerson,
} from '../reply.types.js';

/** Facts and context laid side by side: which calendar, meeting, line and person the message is about. */
export interface Case {
  f: ReplyFacts;
  c: ReplyContext;
  /** METHOD, or the MIME parameter where the text has none */
  method: string | null;
  meeting: ReplyMeeting | null;
  event: EventFacts | null;
  attendee: AttendeeFacts | null;
  person: ReplyPerson | null;
  /** the person that the From address is registered for, whether invited or not */
  sender: ReplyPerson | null;
  fromKey: string | null;
  /** the moment the answer was given, as far as the message says; never later than its arrival */
  stamp: Instant;
  date: Instant;
  /** two calendars, parts or lines say different things for the same person */
  disagrees: boolean;
}

interface Answer {
  method: string | null;
  event: EventFacts;
}

/** Lays facts and context side by side. Pure; every field is null where nothing fits. */
export function matchCase(f: ReplyFacts, c: ReplyContext): Case {
  const fromKey = f.from.length === 1 ? f.from[0].key : null;
  const sender = fromKey ? (c.persons[fromKey] ?? null) : null;
  const answers = answersToUs(f, c);
  const answer = answers[0] ?? null;
  const attendee = answer ? lineOf(answer.event, c, sender) : null;
  const person = attendee ? personOf(attendee, c) : null;
  const date = earlier(f.date ?? c.receivedAt, c.receivedAt);
  return {
    f,
    c,
    method: answer?.method ?? (f.calendars.length > 0 ? methodOf(f.calendars[0]) : null),
    meeting: c.meetings.find(({ uid }) => uid === answer?.event.uid) ?? null,
    event: answer?.event ?? null,
    attendee,
    person,
    sender,
    fromKey,
    stamp: earlier(answer?.event.stamp ?? date, c.receivedAt),
    date,
    disagrees: attendee !== null && disagree(answers, attendee, c),
  };
}

export function methodOf(calendar: CalendarFacts): string | null {
  return calendar.method ?? calendar.mimeMethod;
}

function answersToUs(f: ReplyFacts, c: ReplyContext): Answer[] {
  const ours = new Set(c.meetings.map(({ uid }) => uid));
  return f.calendars.flatMap((calendar) =>
    calendar.events.filter(({ uid }) => ours.has(uid)).map((event) => ({ method: methodOf(calendar), event })),
  );
}

/** The sender's own line; else the first line of somebody who was invited; else the first. */
function lineOf(event: EventFacts, c: ReplyContext, sender: ReplyPerson | null): AttendeeFacts | null {
  const own = event.attendees.find((line) => sender !== null && personOf(line, c)?.personId === sender.personId);
  const invited = event.attendees.find((line) => (personOf(line, c)?.invitation ?? 'none') !== 'none');
  return own ?? invited ?? event.attendees[0] ?? null;
}

function personOf(line: AttendeeFacts, c: ReplyContext): ReplyPerson | null {
  return c.persons[line.key] ?? null;
}

function disagree(answers: readonly Answer[], attendee: AttendeeFacts, c: ReplyContext): boolean {
  const identity = (line: AttendeeFacts) => personOf(line, c)?.personId ?? line.key;
  const said = answers.flatMap(({ method, event }) =>
    event.attendees
      .filter((line) => identity(line) === identity(attendee))
      .map((line) => [method, event.uid, event.recurrence?.text, event.sequence, line.partstat].join('|')),
  );
  return new Set(said).size > 1;
}

function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}
