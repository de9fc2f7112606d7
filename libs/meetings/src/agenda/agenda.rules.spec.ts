import { fitOf, isSameSet, movedBy, placed, placeFor, type Unplaced } from './agenda.rules.js';
import { changesBetween } from './change/change.rules.js';
import type { Session } from './session/session.types.js';
import type { AgendaSnapshot, Presenter } from './agenda.types.js';

const item = (id: string, minutes: number, more: Partial<Unplaced> = {}): Unplaced => ({
  id,
  minutes,
  type: 'information',
  title: id,
  topicCode: null,
  note: null,
  isSub: false,
  topicId: null,
  carried: null,
  session: null,
  group: null,
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
      ['1', '09:00', '09:15'],
      ['2', '09:15', '10:30'],
      [null, '10:30', '10:45'],
      ['3', '10:45', '11:15'],
    ]);
  });

  it('go on after midnight: a night is a long break', () => {
    const lines = placed('2026-12-10T13:00', [item('a', 240), item('night', 960, { type: 'break' }), item('b', 60)]);
    expect(lines[2]).toMatchObject({ start: '2026-12-11T09:00', number: '2' });
  });

  it.each([
    [[60, 300], { used: 360, planned: 360, left: 0, over: 0, absorbed: 0 }],
    [[60], { used: 60, planned: 360, left: 300, over: 0, absorbed: 0 }],
    [[400], { used: 400, planned: 360, left: 0, over: 40, absorbed: 0 }],
    [[], { used: 0, planned: 360, left: 360, over: 0, absorbed: 0 }],
  ])('lengths %p fit the day as told', (minutes, fit) => {
    const lines = placed(
      start,
      minutes.map((n, at) => item(String(at), n)),
    );
    expect(fitOf(start, '2026-12-10T15:00', lines)).toEqual(fit);
  });
});

describe('sessions, groups, sub-items and buffers', () => {
  const session = (id: string, access: Session['access'] = 'open'): Session => ({
    ...{ id, title: id, access, attribution: 'attributable', exemption: null },
  });
  const group = (id: string) => ({ id, name: id, room: null, chairId: null, chair: null });
  const numbers = (items: Unplaced[]) => placed(start, items).map(({ number }) => number);
  const times = (items: Unplaced[], end?: string) =>
    placed(start, items, end).map((line) => `${line.start.slice(11)}–${line.end.slice(11)}`);

  it('number closed sessions on their own, so that nobody’s numbers have gaps', () => {
    const states = { session: session('s', 'states') };
    const items = [item('a', 10), item('b', 10, states), item('c', 10), item('d', 10, states), item('e', 10)];
    expect(numbers(items)).toEqual(['1', 'S1', '2', 'S2', '3']);
    const others = (['invited', 'commission'] as const).map((access) =>
      item(access, 5, { session: session(access, access) }),
    );
    expect(numbers(others)).toEqual(['P1', 'C1']);
  });

  it('number sub-items under the item before, in the same session; breaks and buffers have no number', () => {
    const sub = { isSub: true };
    const closed = session('s', 'states');
    const items = [
      ...[item('a', 10), item('b', 10), item('b1', 5, sub), item('pause', 5, { type: 'break' }), item('b2', 5, sub)],
      ...[item('c', 5, { ...sub, session: closed }), item('c1', 5, { ...sub, session: closed })],
      ...[item('rest', 5, { type: 'buffer' }), item('d', 5, sub)],
    ];
    expect(numbers(items)).toEqual(['1', '2', '2.1', null, '2.2', 'S1', 'S1.1', null, '3']);
  });

  it('let groups of a session run side by side; what follows begins when the longest is done', () => {
    const work = (id: string, minutes: number, of: string) =>
      item(id, minutes, { session: session('work'), group: group(of) });
    const items = [item('a', 30), work('x1', 20, 'x'), work('x2', 20, 'x'), work('y1', 60, 'y'), item('b', 10)];
    expect(times(items)).toEqual(['09:00–09:30', '09:30–09:50', '09:50–10:10', '09:30–10:30', '10:30–10:40']);
  });

  it('let buffers give of their time, the last one first, when the items take too long', () => {
    const buffer = (id: string) => item(id, 15, { type: 'buffer' });
    const items = [item('a', 60), buffer('x'), item('b', 60), buffer('y')];
    expect(times(items)).toEqual(['09:00–10:00', '10:00–10:15', '10:15–11:15', '11:15–11:30']);
    expect(times(items, '2026-12-10T11:10')).toEqual(['09:00–10:00', '10:00–10:10', '10:10–11:10', '11:10–11:10']);
    const lines = placed(start, items, '2026-12-10T10:55');
    expect(fitOf(start, '2026-12-10T10:55', lines)).toEqual({
      used: 120,
      planned: 115,
      left: 0,
      over: 5,
      absorbed: 30,
    });
  });

  it('put a new item behind the last one of its group or session', () => {
    const of = (sessionId: string | null, groupId: string | null = null) => ({ sessionId, groupId });
    const items = [of(null), of('s', 'x'), of('s', 'y'), of(null)];
    expect([of(null), of('s', 'x'), of('s', 'z'), of('t')].map((one) => placeFor(items, one))).toEqual([4, 2, 3, 4]);
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
      { kind: 'new', title: 'study', number: '2', to: '09:15' },
      { kind: 'removed', title: 'any other business', number: null },
      { kind: 'slid', title: '', number: null, to: '1' },
    ]);
  });

  it('names a new title, type, length and presenter', () => {
    const status = item('status', 30, { title: 'Status 2026', type: 'decision', presenters: [kari] });
    expect(differ([item('welcome', 15), status, item('any other business', 15)])).toEqual([
      { kind: 'renamed', title: 'Status 2026', number: '2', from: 'status', to: 'Status 2026' },
      { kind: 'type', title: 'Status 2026', number: '2', from: 'information', to: 'decision' },
      { kind: 'length', title: 'Status 2026', number: '2', from: '45', to: '30' },
      { kind: 'presenter', title: 'Status 2026', number: '2', presenters: [kari] },
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
      { kind: 'moved', title: 'welcome', number: '3', from: '09:00', to: '10:00' },
      { kind: 'slid', title: '', number: null, to: '2' },
    ]);
  });

  it('names sessions, groups and sub-items, and what is new about them', () => {
    const session: Session = {
      id: 's',
      title: 'Closed',
      access: 'states',
      attribution: 'attributable',
      exemption: null,
    };
    const group = { id: 'g', name: 'Counselling', room: 'Room 1', chairId: null, chair: null };
    const at = (more: Partial<Unplaced>) => agenda([item('welcome', 15), item('status', 45, more)]);
    expect(changesBetween(at({}), at({ session, group, isSub: true }))).toEqual([
      { kind: 'into', title: 'status', number: 'S1', to: 'Closed' },
      { kind: 'group', title: 'status', number: 'S1', to: 'Counselling' },
      { kind: 'sub', title: 'status', number: 'S1' },
    ]);
    const opened: Session = { ...session, access: 'open', attribution: 'chatham_house' };
    const moved = { ...group, room: 'Room 2', chair: 'Kari Nordmann' };
    expect(changesBetween(at({ session, group }), at({ session: opened, group: moved }))).toEqual([
      { kind: 'access', title: 'Closed', number: null, from: 'states', to: 'open' },
      { kind: 'attribution', title: 'Closed', number: null, from: 'attributable', to: 'chatham_house' },
      { kind: 'room', title: 'Counselling', number: null, from: 'Room 1', to: 'Room 2' },
      { kind: 'chair', title: 'Counselling', number: null, from: '–', to: 'Kari Nordmann' },
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
