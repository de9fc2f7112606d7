import { allot, byState, newsFor, numberOf, type Held, type Invited } from './seat.rules.js';

const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`;
const seated = (hour: number): Held => ({ status: 'seated', claimedAt: at(hour) });
const waiting = (hour: number): Held => ({ status: 'waiting', claimedAt: at(hour) });

const person = (invitationId: string, more: Partial<Invited> = {}): Invited => ({
  ...{ invitationId, stateCode: 'SE', status: 'accepted', answeredAt: null, held: null },
  ...{ isStandIn: false, hasProposal: false },
  ...more,
});
const coming = (id: string, hour: number, more: Partial<Invited> = {}) => person(id, { answeredAt: at(hour), ...more });

const statuses = (people: Invited[], perState = 2) =>
  Object.fromEntries([...allot(people, perState)].map(([id, { status }]) => [id, status]));

describe('seats', () => {
  it.each<[string, Invited[], Record<string, string>]>([
    [
      'go to those who answered first',
      [coming('c', 3), coming('a', 1), coming('b', 2)],
      { a: 'seated', b: 'seated', c: 'waiting' },
    ],
    [
      'are counted for each State',
      [coming('a', 1), coming('b', 2), coming('c', 3, { stateCode: 'FI' })],
      { a: 'seated', b: 'seated', c: 'seated' },
    ],
    [
      'are not taken by those who may come, do not come or have not answered',
      [
        person('a', { status: 'tentative', answeredAt: at(1) }),
        person('b', { status: 'declined', answeredAt: at(1) }),
        person('c', { status: 'needs_action' }),
        coming('d', 9),
      ],
      { d: 'seated' },
    ],
    [
      'stay with those who have one, though a mail of an earlier hour comes in later',
      [coming('a', 5, { held: seated(5) }), coming('b', 6, { held: seated(6) }), coming('c', 1)],
      { a: 'seated', b: 'seated', c: 'waiting' },
    ],
    [
      'stay with those who answer again, e.g. that they join online',
      [coming('a', 9, { held: seated(1) }), coming('b', 2, { held: seated(2) }), coming('c', 3, { held: waiting(3) })],
      { a: 'seated', b: 'seated', c: 'waiting' },
    ],
    [
      'pass to the first who waits when somebody declines',
      [
        coming('a', 4, { status: 'declined', held: seated(1) }),
        coming('b', 2, { held: seated(2) }),
        coming('d', 5, { held: waiting(5) }),
        coming('c', 3, { held: waiting(3) }),
      ],
      { b: 'seated', c: 'seated', d: 'waiting' },
    ],
    [
      'are asked for anew by somebody who declined and comes after all',
      [coming('a', 8), coming('b', 2, { held: seated(2) }), coming('c', 3, { held: seated(3) })],
      { a: 'waiting', b: 'seated', c: 'seated' },
    ],
    [
      'stay free for a substitute who is proposed',
      [
        coming('a', 4, { status: 'delegated', hasProposal: true, held: seated(1) }),
        coming('b', 2, { held: seated(2) }),
        coming('c', 3, { held: waiting(3) }),
      ],
      { a: 'seated', b: 'seated', c: 'waiting' },
    ],
    [
      'are kept by a substitute who has not answered yet',
      [
        person('s', { status: 'needs_action', isStandIn: true, held: seated(1) }),
        coming('b', 2, { held: seated(2) }),
        coming('c', 3, { held: waiting(3) }),
      ],
      { s: 'seated', b: 'seated', c: 'waiting' },
    ],
    [
      'are given up by a substitute who declines',
      [person('s', { status: 'declined', isStandIn: true, held: seated(1) }), coming('c', 3, { held: waiting(3) })],
      { c: 'seated' },
    ],
    [
      'are no substitute’s who was sent by somebody without one',
      [person('s', { status: 'needs_action', isStandIn: true, held: waiting(1) }), coming('c', 3)],
      { c: 'seated' },
    ],
  ])('%s', (_, people, expected) => {
    expect(statuses(people)).toEqual(expected);
  });

  it('come back when there are fewer, last come first', () => {
    const people = [coming('a', 1, { held: seated(1) }), coming('b', 2, { held: seated(2) })];
    expect(statuses(people, 1)).toEqual({ a: 'seated', b: 'waiting' });
    expect(statuses(people, 0)).toEqual({ a: 'waiting', b: 'waiting' });
  });
});

it.each([
  ['a seat at once', null, seated(1), null],
  ['a seat after waiting', waiting(1), seated(1), 'seat'],
  ['a place on the waiting list', null, waiting(1), 'waiting'],
  ['a lost seat', seated(1), waiting(1), 'waiting'],
  ['nothing new', waiting(1), waiting(1), null],
  ['somebody who declines', seated(1), undefined, null],
] as const)('tells %s', (...[, before, after, news]) => {
  expect(newsFor(before, after)).toBe(news);
});

it('counts for the board, and says who is next', () => {
  const people = [coming('a', 1), coming('c', 3), coming('b', 2), person('d', { status: 'declined', stateCode: 'FI' })];
  const places = allot(people, 1);
  expect(byState(people, places)).toEqual(
    new Map([
      ['SE', { seated: 1, waiting: 2 }],
      ['FI', { seated: 0, waiting: 0 }],
    ]),
  );
  expect(['a', 'b', 'c', 'd', 'x'].map((id) => numberOf(id, people, places))).toEqual([null, 1, 2, null, null]);
});
