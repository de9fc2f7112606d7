import { escalationOf, isChased, nextDay, usualDays } from './chasing.rules.js';

const line = (more: object = {}) => ({ dueOn: '2026-12-01', reminderDays: usualDays, since: '2026-10-01', ...more });

describe('reminding by itself', () => {
  it.each([
    ['2026-11-23', false],
    ['2026-11-24', true],
    ['2026-12-01', true],
    ['2026-12-08', true],
    ['2026-12-29', true],
  ])('on %s: %s', (today, chased) => expect(isChased(line(), today)).toBe(chased));

  it('makes a day good that was missed, once, and nothing that is long past', () => {
    expect(isChased(line(), '2026-11-26')).toBe(true);
    expect(isChased(line({ since: '2026-11-26' }), '2026-11-26')).toBe(false);
    expect(isChased(line({ since: '2026-11-26' }), '2026-11-27')).toBe(false);
    expect(isChased(line(), '2027-03-01')).toBe(false);
  });

  it('does not remind of what was agreed after the day of the schedule', () => {
    expect(isChased(line({ since: '2026-11-25' }), '2026-11-25')).toBe(false);
  });

  it('is off without days', () => {
    expect(isChased(line({ reminderDays: '' }), '2026-12-01')).toBe(false);
  });

  it.each([
    ['2026-12-14', false, false],
    ['2026-12-15', true, false],
    ['2026-12-29', true, true],
  ])('on %s the State contact is told: %s, the organisers: %s', (today, toContact, toOrganisers) =>
    expect(escalationOf('2026-12-01', today)).toEqual({ toContact, toOrganisers }),
  );

  it.each([
    ['2026-11-01', '2026-11-24'],
    ['2026-11-24', '2026-12-01'],
    ['2026-12-30', null],
  ])('after %s comes %s', (today, day) => expect(nextDay('2026-12-01', usualDays, today)).toBe(day));
});
