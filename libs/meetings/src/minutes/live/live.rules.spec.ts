import { driftOf, mayWriteNow, secondsUsed, type Timed } from './live.rules.js';

const item = (
  ...[start, end, begun = null, ended = null]: [string, string, (string | null)?, (string | null)?]
): Timed => {
  const at = (clock: string | null) => clock && `2026-12-10T${clock}`;
  return { start: at(start)!, end: at(end)!, begun: at(begun), ended: at(ended) };
};

describe('how far the meeting is behind', () => {
  const next = item('10:00', '10:30');
  const cases: { what: string; items: Timed[]; now: string; expected: number | null }[] = [
    { what: 'before it begins', items: [item('09:00', '10:00'), next], now: '08:50', expected: null },
    { what: 'begun in time', items: [item('09:00', '10:00', '09:00'), next], now: '09:40', expected: 0 },
    { what: 'begun late', items: [item('09:00', '10:00', '09:08'), next], now: '09:40', expected: 8 },
    { what: 'begun early', items: [item('09:00', '10:00', '08:55'), next], now: '09:40', expected: -5 },
    { what: 'running over', items: [item('09:00', '10:00', '09:00'), next], now: '10:12', expected: 12 },
    { what: 'begun late, over by less', items: [item('09:00', '10:00', '09:20'), next], now: '10:05', expected: 20 },
    { what: 'between two items', items: [item('09:00', '10:00', '09:00', '09:50'), next], now: '10:30', expected: -10 },
    {
      what: 'tried long before',
      items: [item('09:00', '10:00', '00:05', '00:10'), next],
      now: '00:20',
      expected: -590,
    },
    { what: 'tried the evening before', items: [item('23:00', '23:30', '08:00')], now: '08:10', expected: null },
    {
      what: 'after the last one',
      items: [item('09:00', '10:00', '09:00', '10:10'), item('10:00', '10:30', '10:10', '10:45')],
      now: '11:00',
      expected: 15,
    },
  ];

  it.each(cases)('$what', ({ items, now, expected }) => {
    expect(driftOf(items, `2026-12-10T${now}`)).toBe(expected);
  });
});

it('sums up what an item has taken, the stretch that runs included', () => {
  const runs = [
    { begunAt: '2026-12-10T08:00:00.000Z', endedAt: '2026-12-10T08:10:00.000Z' },
    { begunAt: '2026-12-10T09:00:00.000Z', endedAt: null },
  ];
  expect(secondsUsed(runs, '2026-12-10T09:00:30.500Z')).toBe(630);
});

describe('writing an item', () => {
  const now = '2026-12-10T09:00:00.000Z';
  const kari = { accountId: 'kari', tab: 'a', untilAt: '2026-12-10T09:00:20.000Z' };
  const ola = { accountId: 'ola', tab: 'b', isTaking: false };
  const justNow = { ...kari, untilAt: '2026-12-10T09:00:40.000Z' };
  const karisOther = { ...ola, accountId: 'kari' };
  const cases = [
    { what: 'when nobody does', held: undefined, asker: ola, expected: true },
    { what: 'while somebody else does', held: kari, asker: ola, expected: false },
    { what: 'when they have gone', held: { ...kari, untilAt: now }, asker: ola, expected: true },
    { what: 'by taking over', held: kari, asker: { ...ola, isTaking: true }, expected: true },
    { what: 'again in the same window', held: kari, asker: { ...ola, accountId: 'kari', tab: 'a' }, expected: true },
    { what: 'in another window of the same person', held: justNow, asker: karisOther, expected: false },
    { what: 'when their own other window is silent', held: kari, asker: karisOther, expected: true },
  ];

  it.each(cases)('$what: $expected', ({ held, asker, expected }) => {
    expect(mayWriteNow(held, asker, now)).toBe(expected);
  });
});
