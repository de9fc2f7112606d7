import { meetingStatuses } from './meeting.entity.js';
import {
  answerByFault,
  changedFields,
  hasWhere,
  isOpen,
  isRemovable,
  mayBecome,
  mayCancel,
  momentsOf,
  referenceOf,
  timesDiffer,
  uidOf,
} from './meeting.rules.js';

const times = { startWall: '2026-12-10T09:00', endWall: '2026-12-10T15:00', zone: 'Europe/Oslo' };

describe('a meeting that is over', () => {
  const [before, end] = ['2026-12-10T14:00:00.000Z', '2026-12-10T15:00:00.000Z'];

  it.each([
    ['called', before, true],
    ['called', end, false],
    ['postponed', end, true],
    ['held', before, false],
  ] as const)('when %s at %s may be cancelled: %s', (...[status, now, may]) => {
    expect(mayCancel({ status, endAt: end }, now)).toBe(may);
  });
});

describe('the life of a meeting', () => {
  it.each([
    ['draft', ['called', 'held', 'cancelled']],
    ['called', ['held', 'postponed', 'cancelled']],
    ['postponed', ['called', 'cancelled']],
    ['held', ['minutes_published']],
    ['minutes_published', []],
    ['cancelled', []],
  ] as const)('from %s it goes on to %p only', (from, allowed) => {
    const possible = meetingStatuses.filter((to) => mayBecome(from, to));
    expect([...possible].sort()).toEqual([...allowed].sort());
  });

  it.each([
    ['draft', null, true],
    ['cancelled', null, true],
    ['cancelled', '2026-11-01T08:00:00.000Z', false],
    ['held', null, false],
    ['minutes_published', null, false],
  ] as const)('%s and called at %s may be deleted: %s', (status, calledAt, expected) => {
    expect(isRemovable({ status, calledAt })).toBe(expected);
  });

  it('is open for changes until it is held or cancelled', () => {
    expect(meetingStatuses.filter(isOpen)).toEqual(['draft', 'called', 'postponed']);
  });
});

describe('times', () => {
  it.each([
    ['winter in Oslo', {}, '2026-12-10T08:00:00.000Z'],
    ['winter in Helsinki', { zone: 'Europe/Helsinki' }, '2026-12-10T07:00:00.000Z'],
    ['summer in Oslo', { startWall: '2026-06-10T09:00', endWall: '2026-06-10T15:00' }, '2026-06-10T07:00:00.000Z'],
    [
      'the ambiguous hour in autumn: the first',
      { startWall: '2026-10-25T02:30', endWall: '2026-10-25T05:00' },
      '2026-10-25T00:30:00.000Z',
    ],
  ])('%s', (_, more, startAt) => {
    expect(momentsOf({ ...times, ...more }).moments?.startAt).toBe(startAt);
  });

  it.each([
    ['the spring gap at the start', { startWall: '2027-03-28T02:30', endWall: '2027-03-28T05:00' }, ['start']],
    ['the spring gap at the end', { startWall: '2027-03-28T01:00', endWall: '2027-03-28T02:30' }, ['end']],
    ['an end at the start', { endWall: '2026-12-10T09:00' }, ['end']],
    ['an end before the start', { endWall: '2026-12-09T15:00' }, ['end']],
    ['a meeting of more than two weeks', { endWall: '2026-12-31T15:00' }, ['end']],
    ['a day that does not exist', { startWall: '2026-02-30T09:00', endWall: '2026-03-01T15:00' }, ['start']],
  ])('refuses %s', (_, more, fields) => {
    const { moments, faults } = momentsOf({ ...times, ...more });
    expect([moments, Object.keys(faults)]).toEqual([undefined, fields]);
  });

  it('differ by wall time and by zone', () => {
    expect(timesDiffer(times, { ...times })).toBe(false);
    expect(timesDiffer(times, { ...times, zone: 'Europe/Brussels' })).toBe(true);
    expect(timesDiffer(times, { ...times, endWall: '2026-12-10T16:00' })).toBe(true);
  });
});

describe('facts', () => {
  it('want answers on the day of the meeting at the latest', () => {
    expect(answerByFault('2026-12-10', times.startWall)).toEqual({});
    expect(answerByFault(null, times.startWall)).toEqual({});
    expect(answerByFault('2026-12-11', times.startWall)).toHaveProperty('answerBy');
  });

  it('want a place or a link', () => {
    expect([
      hasWhere({ place: 'Oslo', videoUrl: null }),
      hasWhere({ place: null, videoUrl: 'https://v.example.org' }),
    ]).toEqual([true, true]);
    expect(hasWhere({ place: null, videoUrl: null })).toBe(false);
  });

  it('name only the fields that changed; blank and absent are the same', () => {
    interface Facts {
      a: string;
      b: string | null;
      c?: string | null;
    }
    expect(changedFields<Facts>({ a: 'x', b: null }, { a: 'y', b: null, c: null })).toEqual(['a']);
  });

  it('give a reference only to meetings in a series', () => {
    expect(referenceOf({ seriesCode: 'REG', number: 41 })).toBe('REG 41');
    expect(referenceOf({ seriesCode: null, number: null })).toBeNull();
  });

  it('give a UID at the address people know', () => {
    expect(uidOf('1', 'https://samrad.example.org/', 'a@b.example.org')).toBe('1@samrad.example.org');
    expect(uidOf('1', undefined, 'a@b.example.org')).toBe('1@b.example.org');
  });
});
