import {
  goesForward,
  isSettled,
  mayReceive,
  reasonsOf,
  togetherOf,
  whyKept,
  type CameBy,
  type Outcome,
  type Reason,
  type TopicState,
} from './carry-over.rules.js';

const topic = (more: Partial<TopicState> = {}): TopicState => ({
  ...{ status: 'open', isRecurring: false, openActions: 0, last: null },
  ...more,
});
const last = (outcome: Outcome | null, isPrevious = true) => ({ outcome, isPrevious });

describe('a topic goes forward to the next meeting of the series', () => {
  const rows: [string, TopicState, Reason[]][] = [
    ['new: it was never on an agenda', topic(), ['new']],
    ['not discussed', topic({ last: last('not_discussed') }), ['not_discussed']],
    ['not discussed two meetings ago', topic({ last: last('not_discussed', false) }), ['not_discussed']],
    ['nobody said: counts as not discussed', topic({ last: last(null) }), ['not_discussed']],
    ['skipped: it has rested for one meeting', topic({ last: last('skipped', false) }), ['skipped']],
    ['discussed, but recurring', topic({ isRecurring: true, last: last('discussed') }), ['recurring']],
    ['discussed, with an open action', topic({ openActions: 2, last: last('discussed') }), ['actions']],
    [
      'discussed long ago, with a new open action',
      topic({ openActions: 1, last: last('discussed', false) }),
      ['actions'],
    ],
    [
      'everything at once',
      topic({ isRecurring: true, openActions: 1, last: last('not_discussed') }),
      ['not_discussed', 'recurring', 'actions'],
    ],
  ];
  it.each(rows)('%s', (_, state, reasons) => {
    expect(reasonsOf(state)).toEqual(reasons);
    expect(goesForward(state)).toBe(true);
  });
});

describe('a topic stays behind', () => {
  const rows: [string, TopicState, Reason[]][] = [
    ['discussed, with nothing left to do', topic({ last: last('discussed') }), []],
    ['discussed long ago', topic({ last: last('discussed', false) }), []],
    ['to be skipped at the next meeting', topic({ last: last('skipped') }), ['rests']],
    ['to be skipped, although recurring', topic({ isRecurring: true, last: last('skipped') }), ['rests']],
    ['to be skipped, although with an open action', topic({ openActions: 3, last: last('skipped') }), ['rests']],
    ['closed and never discussed', topic({ status: 'closed' }), []],
    ['closed, although recurring', topic({ status: 'closed', isRecurring: true, last: last(null) }), []],
    ['closed, with an open action', topic({ status: 'closed', openActions: 1, last: last('discussed') }), []],
  ];
  it.each(rows)('%s', (_, state, reasons) => {
    expect(reasonsOf(state)).toEqual(reasons);
    expect(goesForward(state)).toBe(false);
  });
});

describe('several items of one topic at a meeting', () => {
  const rows: [(Outcome | null)[], Outcome | null][] = [
    [['discussed', 'discussed'], 'discussed'],
    [['discussed', 'not_discussed'], 'not_discussed'],
    [['discussed', null], null],
    [['not_discussed', 'skipped'], 'skipped'],
    [[null], null],
  ];
  it.each(rows)('%j together: %s', (outcomes, together) => expect(togetherOf(outcomes)).toBe(together));
});

describe('an item that came by itself', () => {
  const untouched: CameBy = { isBegun: false, isEdited: false, isUsed: false, isPublished: false };
  const rows: [string, Partial<CameBy>, ReturnType<typeof whyKept>][] = [
    ['goes back when nobody touched it', {}, null],
    ['stays when somebody changed it', { isEdited: true }, 'edited'],
    ['stays when something hangs on it', { isUsed: true }, 'used'],
    ['stays when it was published', { isPublished: true }, 'published'],
    ['stays when the meeting has begun', { isBegun: true }, 'begun'],
    ['says first that somebody changed it', { isEdited: true, isPublished: true, isBegun: true }, 'edited'],
  ];
  it.each(rows)('%s', (_, facts, kept) => expect(whyKept({ ...untouched, ...facts })).toBe(kept));
});

describe('a meeting', () => {
  const now = '2026-11-23T08:00:00.000Z';
  const rows: [string, string, boolean][] = [
    ['draft', '2026-12-10T08:00:00.000Z', true],
    ['called', '2026-12-10T08:00:00.000Z', true],
    ['called', '2026-11-23T07:00:00.000Z', false],
    ['postponed', '2026-12-10T08:00:00.000Z', false],
    ['held', '2026-12-10T08:00:00.000Z', false],
    ['cancelled', '2026-12-10T08:00:00.000Z', false],
  ];
  it.each(rows)('%s at %s gets something by itself: %s', (status, startAt, may) =>
    expect(mayReceive({ status, startAt }, now)).toBe(may),
  );

  it.each([
    ['draft', false],
    ['circulated', true],
    ['adopted', true],
    ['published', true],
    [undefined, false],
  ])('with minutes %s is settled: %s', (status, settled) => expect(isSettled(status)).toBe(settled));
});
