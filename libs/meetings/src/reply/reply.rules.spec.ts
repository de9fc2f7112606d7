import { lookups, rule, table } from './reply.rules.js';
import type {
  AttendeeFacts,
  CalendarFacts,
  EventFacts,
  ReplyContext,
  ReplyFacts,
  ReplyMeeting,
  ReplyPerson,
  Ruling,
} from './reply.types.js';

const LUCJA = 'lucja@migri.example';
const OLA = 'ola@udi.example';

const line = (change: Partial<AttendeeFacts> = {}): AttendeeFacts => ({
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

const event = (change: Partial<EventFacts> = {}): EventFacts => ({
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

const calendar = (change: Partial<CalendarFacts> = {}): CalendarFacts => ({
  method: 'REPLY',
  mimeMethod: 'REPLY',
  otherComponents: [],
  events: [event()],
  ...change,
});

const from = (...keys: string[]) => keys.map((key) => ({ name: '', address: key, key }));

const facts = (change: Partial<ReplyFacts> = {}): ReplyFacts => ({
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
  encrypted: false,
  signed: false,
  ...change,
});

const person = (change: Partial<ReplyPerson> = {}): ReplyPerson => ({
  personId: 'lucja',
  addresses: [LUCJA, 'lucja@home.example'],
  invitation: 'invited',
  lastAnswer: null,
  ...change,
});

const meeting = (change: Partial<ReplyMeeting> = {}): ReplyMeeting => ({
  id: 'reg-14',
  uid: 'reg-14@samrad.example',
  lastSignificantSequence: 2,
  cancelled: false,
  ended: false,
  late: false,
  occurrences: ['2026-12-10T08:00:00.000Z'],
  ...change,
});

const ola = person({ personId: 'ola', addresses: [OLA] });

const context = (change: Partial<ReplyContext> = {}): ReplyContext => ({
  knownMessage: false,
  knownTuples: [],
  sent: null,
  meetings: [meeting()],
  persons: { [LUCJA]: person(), 'lucja@home.example': person(), [OLA]: ola },
  authservId: 'mx.samrad.example',
  receivedAt: '2026-11-03T12:01:00.000Z',
  ...change,
});

const said = (change: Partial<AttendeeFacts>, more: Partial<EventFacts> = {}, method = 'REPLY') =>
  facts({
    calendars: [calendar({ method, mimeMethod: method, events: [event({ attendees: [line(change)], ...more })] })],
  });
const method = (name: string | null, mimeMethod: string | null = name) =>
  facts({ calendars: [calendar({ method: name, mimeMethod })] });
const whenPerson = (change: Partial<ReplyPerson>) => context({ persons: { [LUCJA]: person(change) } });
const whenMeeting = (change: Partial<ReplyMeeting>) => context({ meetings: [meeting(change)] });
const bare = (change: Partial<ReplyFacts> = {}) => facts({ calendar: 'none', calendars: [], ...change });
const report = (action: string | null, status: string | null) =>
  bare({ report: { kind: 'delivery', action, status, diagnostic: 'no such user', recipient: LUCJA } });
const ofOurs = context({ sent: { meetingId: 'reg-14', personId: 'lucja' } });
const dmarc = (result: string, authservId = 'mx.samrad.example') => [{ authservId, dmarc: result }];
const last = { stamp: '2026-11-03T12:00:00.000Z', date: '2026-11-03T12:00:05.000Z' };

type Expected = Partial<Omit<Ruling, 'reason'>> & { reason?: string };
type TableCase = [name: string, facts: ReplyFacts, context: ReplyContext, expected: Expected];

const cases: TableCase[] = [
  ['1 the same Message-ID', facts(), context({ knownMessage: true }), { ruling: 'DUPLICATE' }],
  ['1 the same answer in another mail', facts(), context({ knownTuples: ['tuple-1'] }), { ruling: 'DUPLICATE' }],
  ['limits', facts({ problem: 'too-deep' }), context(), { ruling: 'REJECTED_MALFORMED', reason: 'tooDeep' }],
  [
    '2 failed for good',
    report('failed', '5.1.1'),
    ofOurs,
    { ruling: 'BOUNCE', reason: 'bounceHard', personId: 'lucja' },
  ],
  ['2 failed without a code', report('failed', null), ofOurs, { ruling: 'BOUNCE', reason: 'bounceHard' }],
  ['2 delayed', report('delayed', '4.4.1'), ofOurs, { ruling: 'BOUNCE', reason: 'bounceSoft' }],
  ['2 failed after trying', report('failed', '4.4.7'), ofOurs, { ruling: 'BOUNCE', reason: 'bounceSoft' }],
  ['3 delivered', report('delivered', '2.0.0'), ofOurs, { ruling: 'IGNORED', reason: 'report' }],
  ['3 somebody else’s bounce', report('failed', '5.1.1'), context(), { ruling: 'IGNORED', reason: 'report' }],
  ['4 vacation', bare({ auto: 'replied' }), ofOurs, { ruling: 'IGNORED', reason: 'autoReply', row: 'row4' }],
  [
    '4 vacation with our invitation attached',
    bare({ auto: 'replied', calendar: 'nested' }),
    ofOurs,
    { ruling: 'IGNORED', reason: 'autoReply' },
  ],
  ['5 words', bare(), ofOurs, { ruling: 'NEEDS_REVIEW', reason: 'words', meetingId: 'reg-14', personId: 'lucja' }],
  ['5 words from a machine', bare({ auto: 'generated' }), context(), { ruling: 'NEEDS_REVIEW', reason: 'words' }],
  ['5 winmail.dat', bare({ tnef: true }), context(), { ruling: 'NEEDS_REVIEW', reason: 'winmail' }],
  ['5 encrypted', bare({ encrypted: true }), context(), { ruling: 'NEEDS_REVIEW', reason: 'encrypted' }],
  ['5 nothing', bare({ text: '' }), context(), { ruling: 'NEEDS_REVIEW', reason: 'empty' }],
  ['6 two From fields', facts({ fromFields: 2, from: from(LUCJA, OLA) }), context(), { ruling: 'REJECTED_SPOOF' }],
  ['6 two From addresses', facts({ from: from(LUCJA, OLA) }), context(), { ruling: 'NEEDS_REVIEW', row: 'row6' }],
  ['7 DMARC failed', facts({ authentication: dmarc('fail') }), context(), { ruling: 'REJECTED_SPOOF', row: 'row7' }],
  ['7 DMARC failed in our own check', facts(), context({ dmarc: 'fail' }), { ruling: 'REJECTED_SPOOF' }],
  ['7 a stranger says DMARC failed', facts({ authentication: dmarc('fail', 'x') }), context(), { ruling: 'ACCEPTED' }],
  [
    '7 the topmost of our results counts',
    facts({ authentication: [...dmarc('pass'), ...dmarc('fail')] }),
    context(),
    { ruling: 'ACCEPTED' },
  ],
  ['8 only inside another mail', bare({ calendar: 'nested' }), context(), { ruling: 'NEEDS_REVIEW', row: 'row8' }],
  ['9 broken', bare({ calendar: 'unreadable' }), context(), { ruling: 'NEEDS_REVIEW', row: 'row9' }],
  ['10 METHOD contradicts', method('REPLY', 'REQUEST'), context(), { ruling: 'NEEDS_REVIEW', row: 'row10' }],
  ['10 METHOD only in the text', method('REPLY', null), context(), { ruling: 'ACCEPTED' }],
  ['10 METHOD only on the part', method(null, 'REPLY'), context(), { ruling: 'ACCEPTED' }],
  ...['REQUEST', 'CANCEL', 'PUBLISH', 'ADD', 'DECLINECOUNTER'].map((name): TableCase => [
    `11 ${name}`,
    method(name),
    context(),
    { ruling: 'IGNORED', row: 'row11' },
  ]),
  ['12 not our UID', facts(), context({ meetings: [] }), { ruling: 'NEEDS_REVIEW', reason: 'unknownMeeting' }],
  [
    '12 a task',
    facts({ calendars: [calendar({ events: [], otherComponents: ['VTODO'] })] }),
    context({ meetings: [] }),
    { ruling: 'IGNORED', reason: 'task' },
  ],
  [
    '13 two calendars disagree',
    facts({ calendars: [calendar(), calendar({ events: [event({ attendees: [line({ partstat: 'DECLINED' })] })] })] }),
    context(),
    { ruling: 'NEEDS_REVIEW', reason: 'partsDisagree' },
  ],
  ['13 two calendars agree', facts({ calendars: [calendar(), calendar()] }), context(), { ruling: 'ACCEPTED' }],
  ['13 no METHOD at all', method(null), context(), { ruling: 'NEEDS_REVIEW', reason: 'noMethod' }],
  [
    '14 a stranger',
    { ...said({ key: 'x@y.example' }), from: from('x@y.example') },
    context(),
    { ruling: 'NEEDS_REVIEW', reason: 'notInvited', personId: null },
  ],
  ['14 known, not invited', facts(), whenPerson({ invitation: 'none' }), { reason: 'notInvited', personId: 'lucja' }],
  ['15 from the address itself', facts(), context(), { ruling: 'ACCEPTED', status: 'accepted', answeredBy: null }],
  [
    '15 from another registered address',
    facts({ from: from('lucja@home.example') }),
    context(),
    { ruling: 'ACCEPTED' },
  ],
  ['15 to an alias', said({ key: 'lucja@home.example' }), context(), { ruling: 'ACCEPTED', personId: 'lucja' }],
  [
    '16 an assistant, with SENT-BY and DMARC pass',
    { ...said({ sentBy: 'office@migri.example' }), from: from('office@migri.example'), authentication: dmarc('pass') },
    context(),
    { ruling: 'ACCEPTED', answeredBy: 'office@migri.example', personId: 'lucja' },
  ],
  [
    '16 a service, with Reply-To and DMARC pass',
    facts({ from: from('noreply@migri.example'), replyTo: [LUCJA], authentication: dmarc('pass') }),
    context(),
    { ruling: 'ACCEPTED', answeredBy: 'noreply@migri.example' },
  ],
  [
    '17 the same without DMARC pass',
    facts({ from: from('noreply@migri.example'), replyTo: [LUCJA] }),
    context(),
    { ruling: 'NEEDS_REVIEW', reason: 'otherSender', personId: 'lucja', meetingId: 'reg-14' },
  ],
  [
    '17 Reply-To from a foreign domain',
    facts({ from: from('x@evil.example'), replyTo: [LUCJA], authentication: dmarc('pass') }),
    context(),
    { ruling: 'NEEDS_REVIEW', reason: 'otherSender', history: false },
  ],
  ['17 an expert answers for another', facts({ from: from(OLA) }), context(), { ruling: 'NEEDS_REVIEW', row: 'row17' }],
  [
    '18 only the sender’s own line counts',
    { ...said({}, { attendees: [line(), line({ key: OLA, partstat: 'DECLINED' })] }), from: from(OLA) },
    context(),
    { ruling: 'DECLINED', personId: 'ola' },
  ],
  [
    '19 a proposal',
    said({ partstat: 'TENTATIVE' }, { originalStart: '2026-12-10T08:00:00.000Z' }, 'COUNTER'),
    context(),
    {
      ruling: 'COUNTER',
      status: null,
      proposal: expect.objectContaining({ start: '2026-12-10T08:00:00.000Z' }) as never,
    },
  ],
  [
    '19 a proposal of the removed',
    said({}, {}, 'COUNTER'),
    whenPerson({ invitation: 'removed' }),
    { ruling: 'IGNORED' },
  ],
  ['20 refresh', method('REFRESH'), context(), { ruling: 'REFRESH', personId: 'lucja' }],
  [
    '21 delegated',
    said({ partstat: 'DELEGATED', delegatedTo: ['new@migri.example'] }),
    context(),
    { ruling: 'DELEGATED', delegatedTo: ['new@migri.example'], status: 'delegated', review: true },
  ],
  ['21 delegated too late', said({ partstat: 'DELEGATED' }, { sequence: 1 }), context(), { ruling: 'STALE' }],
  ['22 NEEDS-ACTION', said({ partstat: 'NEEDS-ACTION' }), context(), { ruling: 'IGNORED', reason: 'noAnswerInIt' }],
  ['22 none', said({ partstat: null }), context(), { ruling: 'NEEDS_REVIEW', reason: 'unknownAnswer' }],
  ['22 unknown', said({ partstat: 'X-PERHAPS' }), context(), { ruling: 'NEEDS_REVIEW', reason: 'unknownAnswer' }],
  ['22 REQUEST-STATUS 3.7', said({}, { requestStatus: ['3.7'] }), context(), { ruling: 'NEEDS_REVIEW', row: 'row22b' }],
  ['22 REQUEST-STATUS 2.0', said({}, { requestStatus: ['2.0'] }), context(), { ruling: 'ACCEPTED' }],
  [
    '23 cancelled',
    facts(),
    whenMeeting({ cancelled: true }),
    { ruling: 'IGNORED', reason: 'meetingCancelled', history: true, status: 'accepted' },
  ],
  [
    '23 removed',
    facts(),
    whenPerson({ invitation: 'removed' }),
    { ruling: 'IGNORED', reason: 'removed', history: true },
  ],
  [
    '24 an occurrence we have',
    said({}, { recurrence: { text: 'x', instant: '2026-12-10T08:00:00.000Z' } }),
    context(),
    { ruling: 'ACCEPTED', occurrence: '2026-12-10T08:00:00.000Z' },
  ],
  [
    '24 an occurrence we do not have',
    said({}, { recurrence: { text: 'x', instant: '2026-12-11T08:00:00.000Z' } }),
    context(),
    { ruling: 'NEEDS_REVIEW', reason: 'unknownOccurrence' },
  ],
  [
    '25 the earlier date',
    said({}, { sequence: 1 }),
    context(),
    { ruling: 'STALE', reason: 'earlierDate', history: true },
  ],
  ['26 no sequence', said({}, { sequence: null }), context(), { ruling: 'ACCEPTED' }],
  ['26 a greater sequence', said({}, { sequence: 9 }), context(), { ruling: 'ACCEPTED', sequence: 9 }],
  [
    '26 older than the last answer',
    facts(),
    whenPerson({ lastAnswer: { stamp: '2026-11-03T12:00:01.000Z', date: last.date } }),
    { ruling: 'STALE', reason: 'olderAnswer' },
  ],
  [
    '26 older than an answer by link',
    facts(),
    whenPerson({ lastAnswer: { stamp: null, date: '2026-11-03T12:00:06.000Z' } }),
    { ruling: 'STALE', reason: 'olderAnswer' },
  ],
  [
    '26 after an answer by link, with the stamp of the invitation',
    said({}, { stamp: '2026-11-01T00:00:00.000Z' }),
    whenPerson({ lastAnswer: { stamp: null, date: '2026-11-03T10:00:00.000Z' } }),
    { ruling: 'ACCEPTED' },
  ],
  [
    '26 a stamp from the future is taken for now',
    said({}, { stamp: '2099-01-01T00:00:00.000Z' }),
    context(),
    { ruling: 'ACCEPTED', stamp: '2026-11-03T12:01:00.000Z' },
  ],
  [
    '27 the same stamp, later mail',
    facts({ date: '2026-11-03T12:00:30.000Z' }),
    whenPerson({ lastAnswer: last }),
    { ruling: 'ACCEPTED' },
  ],
  [
    '27 the same stamp, earlier mail',
    facts({ date: '2026-11-03T12:00:01.000Z' }),
    whenPerson({ lastAnswer: last }),
    { ruling: 'STALE', reason: 'olderMail' },
  ],
  [
    'after the end',
    facts(),
    whenMeeting({ ended: true }),
    { ruling: 'NEEDS_REVIEW', reason: 'meetingEnded', history: true },
  ],
  [
    '28 accepted, with a comment',
    said({ partstat: 'ACCEPTED', comment: ' Sent tog ' }),
    context(),
    { ruling: 'ACCEPTED', comment: 'Sent tog', history: true, review: false, late: false, tuple: 'tuple-1' },
  ],
  ['28 tentative', said({ partstat: 'TENTATIVE' }), context(), { ruling: 'TENTATIVE', status: 'tentative' }],
  ['28 declined', said({ partstat: 'DECLINED' }), context(), { ruling: 'DECLINED', status: 'declined' }],
  [
    '28 after the deadline',
    facts(),
    whenMeeting({ late: true }),
    { ruling: 'ACCEPTED', late: true, reason: 'recordedLate' },
  ],
  ['28 from a calendar service', facts({ auto: 'generated' }), context(), { ruling: 'ACCEPTED' }],
];

describe('the decision table', () => {
  it.each(cases)('%s', (...[, given, looked, { reason, ...expected }]) => {
    const ruling = rule(given, looked);
    expect(ruling).toMatchObject(expected);
    if (reason) expect(ruling.reason).toBe(`meetings.reply.reason.${reason}`);
  });

  it('uses every row', () => {
    const used = new Set(cases.map(([, given, looked]) => rule(given, looked).row));
    expect(table.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
  });

  it('says what has to be looked up', () => {
    const given = { ...said({ key: OLA }), replyTo: [LUCJA], sender: 'office@migri.example', refersTo: ['<a@b>'] };
    expect(lookups(given)).toEqual({
      messageIds: ['<a@b>'],
      uids: ['reg-14@samrad.example'],
      addresses: [LUCJA, 'office@migri.example', OLA],
      tuples: ['tuple-1'],
    });
  });
});
