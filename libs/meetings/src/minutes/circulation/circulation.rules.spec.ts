import { deadlineOf, reminderOf, settledBySilence } from './circulation.rules.js';

it('closes when the last working day is over at the place of the meeting', () => {
  const { closesOn, closesAt, skipped } = deadlineOf('2026-12-21', 5, 'Europe/Oslo');
  expect(closesOn).toBe('2027-01-06');
  expect(closesAt).toBe('2027-01-06T23:00:00.000Z');
  expect(skipped.map(({ name }) => name)).toContain('christmasDay');
});

it('reminds two working days before, unless that is over', () => {
  expect(reminderOf('2026-12-01', 'Europe/Oslo', '2026-11-20T08:00:00.000Z')).toBe('2026-11-27T07:00:00.000Z');
  expect(reminderOf('2026-12-01', 'Europe/Oslo', '2026-11-27T07:00:00.000Z')).toBeNull();
});

it('takes silence for consent and stops at an objection that came in time', () => {
  const said = (isObjection: boolean, isLate = false) => ({ isObjection, isLate });
  expect(settledBySilence([])).toBe('adopted');
  expect(settledBySilence([said(false)])).toBe('adopted');
  expect(settledBySilence([said(false), said(true)])).toBe('objected');
  expect(settledBySilence([said(true, true)])).toBe('adopted');
});
