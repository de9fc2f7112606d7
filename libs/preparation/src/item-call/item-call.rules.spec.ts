import { firstRespondBy, windowOf } from './item-call.rules.js';

const meeting = { status: 'called', startAt: '2026-12-10T08:00:00.000Z' };
const times = { now: '2026-12-01T08:00:00.000Z', today: '2026-12-01' };

it.each([
  { call: { status: 'open', respondBy: '2026-12-01' }, expected: 'open' },
  { call: { status: 'open', respondBy: '2026-11-30' }, expected: 'late' },
  { call: { status: 'closed', respondBy: '2026-12-05' }, expected: 'closed' },
  { call: { status: 'open', respondBy: '2026-12-05' }, more: { status: 'cancelled' }, expected: 'closed' },
  {
    call: { status: 'open', respondBy: '2026-12-05' },
    more: { startAt: '2026-11-30T08:00:00.000Z' },
    expected: 'closed',
  },
])('takes proposals or not: $expected for $call of a meeting with $more', ({ call, more, expected }) => {
  expect(windowOf(call, { ...meeting, ...more }, times)).toBe(expected);
});

it('suggests two weeks, but a week before the meeting and never a day that is past', () => {
  expect(firstRespondBy('2026-11-01', '2026-12-10')).toBe('2026-11-15');
  expect(firstRespondBy('2026-11-25', '2026-12-10')).toBe('2026-12-03');
  expect(firstRespondBy('2026-12-08', '2026-12-10')).toBe('2026-12-08');
});
