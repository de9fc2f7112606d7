import { daysAsText, daysIn } from '@samrad/platform/pure';
import { isDue, mayRemind, stepsOf } from './reminder.rules.js';

const asked = (more: object = {}) => ({ answerBy: '2026-12-01', zone: 'Europe/Oslo', reminderDays: '7,2,-1', ...more });

describe('the schedule of reminders', () => {
  it.each([
    ['', []],
    ['7,2,-1', [7, 2, -1]],
    ['-1, 2 ,7,2', [7, 2, -1]],
    ['x,1', [1]],
  ])('“%s” is %j', (text, days) => expect(daysIn(text)).toEqual(days));

  it('is kept in one order', () => expect(daysAsText([-1, 14, 2, 14])).toBe('14,2,-1'));

  it.each([
    ['Oslo in winter', {}, ['2026-11-24T07:00:00.000Z', '2026-11-29T07:00:00.000Z', '2026-12-02T07:00:00.000Z']],
    [
      'across the night when Oslo leaves summer time',
      { answerBy: '2026-10-26', reminderDays: '2,1,0' },
      ['2026-10-24T06:00:00.000Z', '2026-10-25T07:00:00.000Z', '2026-10-26T07:00:00.000Z'],
    ],
    [
      'across the night when Oslo enters it',
      { answerBy: '2027-03-29', reminderDays: '2,1,0' },
      ['2027-03-27T07:00:00.000Z', '2027-03-28T06:00:00.000Z', '2027-03-29T06:00:00.000Z'],
    ],
    ['Newfoundland', { zone: 'America/St_Johns', reminderDays: '0' }, ['2026-12-01T11:30:00.000Z']],
    ['switched off', { reminderDays: '' }, []],
    ['no deadline', { answerBy: null }, []],
  ])('is at 08:00 of the meeting: %s', (_, more, instants) => {
    expect(stepsOf(asked(more)).map(({ at }) => at)).toEqual(instants);
  });

  it.each([
    ['2026-11-24T06:59:59.999Z', false],
    ['2026-11-24T07:00:00.000Z', true],
    ['2026-11-26T06:59:00.000Z', true],
    ['2026-11-26T07:00:00.000Z', false],
  ])('a worker that wakes at %s takes the step: %s', (now, due) => {
    expect(isDue({ days: 7, at: '2026-11-24T07:00:00.000Z' }, now)).toBe(due);
  });

  it.each([
    ['called', '2026-12-10T14:00:00.000Z', true],
    ['called', '2026-12-10T15:00:00.000Z', false],
    ['cancelled', '2026-11-24T07:00:00.000Z', false],
    ['postponed', '2026-11-24T07:00:00.000Z', false],
    ['draft', '2026-11-24T07:00:00.000Z', false],
    ['held', '2026-11-24T07:00:00.000Z', false],
  ])('a meeting that is %s at %s reminds: %s', (status, now, may) => {
    expect(mayRemind({ status, endAt: '2026-12-10T15:00:00.000Z' }, now)).toBe(may);
  });
});
