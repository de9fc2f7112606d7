import { actsFor, tapped } from './check-in.rules.js';

const [start, during, end, after] = ['08:00', '08:20', '14:00', '14:05'].map((time) => `2026-12-10T${time}:00.000Z`);
const meeting = { startAt: start!, endAt: end!, now: during!, place: 'Oslo' };
const both = { place: 'Oslo', videoUrl: 'https://meet.example.org' };
const nobody = { presence: null, leftAt: null, answerMode: null };
const here = { ...nobody, presence: 'on_site' as const };

describe('one tap at the door', () => {
  it.each([
    ['is there', 'on_site', nobody, meeting, { presence: 'on_site' }],
    ['joins online', 'online', here, meeting, { presence: 'online' }],
    ['comes late, as announced', 'late', nobody, meeting, { presence: 'on_site', arrivedAt: during, leftAt: null }],
    [
      'comes late to the video meeting',
      'late',
      { ...nobody, answerMode: 'online' },
      meeting,
      { presence: 'online', arrivedAt: during, leftAt: null },
    ],
    [
      'is not late before the beginning',
      'late',
      nobody,
      { ...meeting, now: start! },
      { presence: 'on_site', arrivedAt: null, leftAt: null },
    ],
    [
      'comes late where there is no place',
      'late',
      nobody,
      { ...meeting, place: null },
      { presence: 'online', arrivedAt: during, leftAt: null },
    ],
    ['leaves early', 'left', here, meeting, { presence: 'on_site', leftAt: during }],
    [
      'does not leave early after the end',
      'left',
      here,
      { ...meeting, now: after! },
      { presence: 'on_site', leftAt: null },
    ],
    ['comes back', 'on_site', { ...here, leftAt: during! }, meeting, { presence: 'on_site', leftAt: null }],
    ['sends regrets', 'regrets', nobody, meeting, { presence: 'regrets' }],
    ['is not there', 'absent', here, meeting, { presence: 'absent' }],
    ['was tapped by mistake', 'undo', here, meeting, { presence: null }],
  ] as const)('%s', (...[, act, before, time, note]) => {
    expect(tapped(act, before, time)).toEqual(note);
  });

  it('offers what makes sense', () => {
    expect(actsFor(null, both)).toEqual(['on_site', 'online', 'late', 'regrets', 'absent']);
    expect(actsFor('on_site', both)).toEqual(['late', 'left', 'online', 'undo']);
    expect(actsFor('online', both)).toEqual(['late', 'left', 'on_site', 'undo']);
    expect(actsFor('regrets', both)).toEqual(['on_site', 'online', 'undo']);
    expect(actsFor(null, { ...both, videoUrl: null })).toEqual(['on_site', 'late', 'regrets', 'absent']);
    expect(actsFor(null, { ...both, place: null })).toEqual(['online', 'late', 'regrets', 'absent']);
  });
});
