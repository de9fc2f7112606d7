// Facts and contexts of one answer, for the tests of the decision table: the ordinary case, and how it can differ.
import type {
  AttendeeFacts,
  CalendarFacts,
  EventFacts,
  ReplyContext,
  ReplyFacts,
  ReplyMeeting,
  ReplyPerson,
  Ruling,
} from '../../../libs/meetings/src/reply/reply.types.js';

export const LUCJA = 'lucja@migri.example';
export const OLA = 'ola@udi.example';

export const line = (change: Partial<AttendeeFacts> = {}): AttendeeFacts => ({
  address: LUCJA,
  key: LUCJA,
  name: 'Łucja',
  partstat: 'ACCEPTED',
  sentBy: null,
  delegatedTo: [],
  comment: null,
  tuple: 'tuple-1',
  ...change,
});

export const event = (change: Partial<EventFacts> = {}): EventFacts => ({
  uid: 'reg-14@samrad.example',
  sequence: 2,
  stamp: '2026-11-03T12:00:00.000Z',
  recurrence: null,
  start: '2026-12-10T08:00:00.000Z',
  end: '2026-12-10T15:30:00.000Z',
  originalStart: null,
  comment: null,
  requestStatus: [],
  attendees: [line()],
  ...change,
});

export const calendar = (change: Partial<CalendarFacts> = {}): CalendarFacts => ({
  method: 'REPLY',
  mimeMethod: 'REPLY',
  otherComponents: [],
  events: [event()],
  ...change,
});

export const from = (...keys: string[]) => keys.map((key) => ({ name: '', address: key, key }));

export const facts = (change: Partial<ReplyFacts> = {}): ReplyFacts => ({
  problem: null,
  messageId: '<reply-1@migri.example>',
  bodyHash: 'hash',
  refersTo: [],
  recipients: ['reg@samrad.example'],
  date: '2026-11-03T12:00:05.000Z',
  subject: 'Accepted: REG 14',
  text: 'ja',
  fromFields: 1,
  from: from(LUCJA),
  sender: null,
  replyTo: [],
  auto: null,
  report: null,
  authentication: [],
  calendar: 'read',
  calendars: [calendar()],
  tnef: false,
  tnefAnswer: null,
  encrypted: false,
  signed: false,
  ...change,
});

export const person = (change: Partial<ReplyPerson> = {}): ReplyPerson => ({
  personId: 'lucja',
  addresses: [LUCJA, 'lucja@home.example'],
  invitation: 'invited',
  lastAnswer: null,
  asked: [],
  ...change,
});

export const meeting = (change: Partial<ReplyMeeting> = {}): ReplyMeeting => ({
  id: 'reg-14',
  uid: 'reg-14@samrad.example',
  lastSignificantSequence: 2,
  cancelled: false,
  postponed: false,
  ended: false,
  late: false,
  occurrences: ['2026-12-10T08:00:00.000Z'],
  ...change,
});

export const ola = person({ personId: 'ola', addresses: [OLA] });

export const context = (change: Partial<ReplyContext> = {}): ReplyContext => ({
  knownMessage: false,
  knownTuples: [],
  sent: null,
  meetings: [meeting()],
  persons: { [LUCJA]: person(), 'lucja@home.example': person(), [OLA]: ola },
  authservId: 'mx.samrad.example',
  receivedAt: '2026-11-03T12:01:00.000Z',
  ...change,
});

export const said = (change: Partial<AttendeeFacts>, more: Partial<EventFacts> = {}, method = 'REPLY') =>
  facts({
    calendars: [calendar({ method, mimeMethod: method, events: [event({ attendees: [line(change)], ...more })] })],
  });
export const method = (name: string | null, mimeMethod: string | null = name) =>
  facts({ calendars: [calendar({ method: name, mimeMethod })] });
export const whenPerson = (change: Partial<ReplyPerson>) => context({ persons: { [LUCJA]: person(change) } });
export const whenMeeting = (change: Partial<ReplyMeeting>) => context({ meetings: [meeting(change)] });
export const bare = (change: Partial<ReplyFacts> = {}) => facts({ calendar: 'none', calendars: [], ...change });
export const report = (action: string | null, status: string | null) =>
  bare({ report: { kind: 'delivery', action, status, diagnostic: 'no such user', recipient: LUCJA } });
export const ofOurs = context({
  sent: {
    id: 'mail-1',
    meetingId: 'reg-14',
    personId: 'lucja',
    toAddress: LUCJA,
    byAddress: false,
    takesAnswers: false,
  },
});
export const dmarc = (result: string, authservId = 'mx.samrad.example') => [{ authservId, dmarc: result }];
export const last = { stamp: '2026-11-03T12:00:00.000Z', date: '2026-11-03T12:00:05.000Z' };

/** What a ruling must say; `reason` without its prefix. */
export type Expected = Partial<Omit<Ruling, 'reason'>> & { reason?: string };
export type TableCase = [name: string, facts: ReplyFacts, context: ReplyContext, expected: Expected];
