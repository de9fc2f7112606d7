import { changesBetween, fitOf, isSameSet, movedBy, placed, type Unplaced } from './agenda.rules.js';
import type { AgendaSnapshot, Presenter } from './agenda.types.js';

const item = (id: string, minutes: number, more: Partial<Unplaced> = {}): Unplaced => ({
  id,
  minutes,
  type: 'information',
  title: id,
  topicCode: null,
  note: null,
  presenters: [],
  documents: [],
  ...more,
});

const start = '2026-12-10T09:00';
const agenda = (items: Unplaced[], startWall = start): AgendaSnapshot => ({
  startWall,
  endWall: '2026-12-10T15:00',
  zone: 'Europe/Oslo',
  items: placed(startWall, items),
});
const kari: Presenter = { personId: 'p1', name: 'Kari Nordmann', organisation: 'JD', stateCode: null };

describe('clock times', () => {
  it('follow from the start, and breaks carry no number', () => {
    const lines = placed(start, [item('a', 15), item('b', 75), item('pause', 15, { type: 'break' }), item('c', 30)]);
    expect(lines.map(({ number, start: at, end }) => [number, at.slice(11), end.slice(11)])).toEqual([
      [1, '09:00', '09:15'],
      [2, '09:15', '10:30'],
      [null, '10:30', '10:45'],
      [3, '10:45', '11:15'],
    ]);
  });

  it('go on after midnight: a night is a long break', () => {
    const lines = placed('2026-12-10T13:00', [item('a', 240), item('night', 960, { type: 'break' }), item('b', 60)]);
    expect(lines[2]).toMatchObject({ start: '2026-12-11T09:00', number: 2 });
  });

  it.each([
    [[60, 300], { used: 360, planned: 360, left: 0, over: 0 }],
    [[60], { used: 60, planned: 360, left: 300, over: 0 }],
    [[400], { used: 400, planned: 360, left: 0, over: 40 }],
    [[], { used: 0, planned: 360, left: 360, over: 0 }],
  ])('lengths %p fit the day as told', (minutes, fit) => {
    expect(
      fitOf(
        start,
        '2026-12-10T15:00',
        minutes.map((n) => ({ minutes: n })),
      ),
    ).toEqual(fit);
  });
});

describe('order', () => {
  it.each([
    ['b', 'up', 'bac'],
    ['b', 'down', 'acb'],
    ['a', 'up', 'abc'],
    ['c', 'down', 'abc'],
    ['x', 'up', 'abc'],
  ] as const)('moves %s %s', (id, direction, order) => {
    expect(movedBy(['a', 'b', 'c'], id, direction).join('')).toBe(order);
  });

  it('takes only an order of the very same items', () => {
    expect(isSameSet(['a', 'b'], ['b', 'a'])).toBe(true);
    expect(isSameSet(['a', 'a'], ['a', 'b'])).toBe(false);
    expect(isSameSet(['a'], ['a', 'b'])).toBe(false);
  });
});

describe('what changed between two versions', () => {
  const before = agenda([item('welcome', 15), item('status', 45), item('any other business', 15)]);
  const differ = (items: Unplaced[], day = start) => changesBetween(before, agenda(items, day));

  it('is nothing for the same agenda', () => {
    expect(changesBetween(before, before)).toEqual([]);
  });

  it('names new and removed items, and in one line how many slid because of them', () => {
    expect(differ([item('welcome', 15), item('study', 30), item('status', 45)])).toEqual([
      { kind: 'new', title: 'study', number: 2, to: '09:15' },
      { kind: 'removed', title: 'any other business', number: null },
      { kind: 'slid', title: '', number: null, to: '1' },
    ]);
  });

  it('names a new title, type, length and presenter', () => {
    const status = item('status', 30, { title: 'Status 2026', type: 'decision', presenters: [kari] });
    expect(differ([item('welcome', 15), status, item('any other business', 15)])).toEqual([
      { kind: 'renamed', title: 'Status 2026', number: 2, from: 'status', to: 'Status 2026' },
      { kind: 'type', title: 'Status 2026', number: 2, from: 'information', to: 'decision' },
      { kind: 'length', title: 'Status 2026', number: 2, from: '45', to: '30' },
      { kind: 'presenter', title: 'Status 2026', number: 2, presenters: [kari] },
      { kind: 'slid', title: '', number: null, to: '1' },
    ]);
  });

  it('says of ten items after a removed one only that they slid', () => {
    const items = Array.from({ length: 11 }, (_, at) => item(`item ${at}`, 30));
    expect(changesBetween(agenda(items), agenda(items.slice(1)))).toEqual([
      { kind: 'removed', title: 'item 0', number: null },
      { kind: 'slid', title: '', number: null, to: '10' },
    ]);
  });

  it('names the one item that was moved, and counts those it passed', () => {
    expect(differ([item('status', 45), item('any other business', 15), item('welcome', 15)])).toEqual([
      { kind: 'moved', title: 'welcome', number: 3, from: '09:00', to: '10:00' },
      { kind: 'slid', title: '', number: null, to: '2' },
    ]);
  });

  it('tells a new beginning once', () => {
    const same = [item('welcome', 15), item('status', 45), item('any other business', 15)];
    expect(differ(same, '2026-12-10T10:00')).toEqual([
      { kind: 'start', title: '', number: null, from: '09:00', to: '10:00' },
    ]);
  });

  it('tells a new day once, not item by item', () => {
    const same = [item('welcome', 15), item('status', 45), item('any other business', 15)];
    expect(differ(same, '2026-12-11T09:00')).toEqual([
      { kind: 'day', title: '', number: null, from: '2026-12-10', to: '2026-12-11' },
    ]);
  });
});
