import { progressStatuses, type ProgressStatus } from './progress.entity.js';
import {
  choicesFrom,
  daysLate,
  isFinished,
  isOverdue,
  mayRemind,
  mayReport,
  needsNote,
  next,
  sortDueOf,
  tileLevel,
} from './progress.rules.js';

describe('the life of a line', () => {
  const allowed: Record<ProgressStatus, string> = {
    not_started: 'under_way waiting done declined not_applicable',
    under_way: 'not_started waiting done declined not_applicable',
    waiting: 'not_started under_way done declined not_applicable',
    done: 'under_way waiting',
    declined: 'not_started under_way waiting not_applicable',
    not_applicable: 'not_started under_way waiting declined',
  };

  it.each(progressStatuses.flatMap((from) => progressStatuses.map((to) => [from, to] as const)))(
    '%s → %s',
    (from, to) => {
      const expected = from === to || allowed[from].split(' ').includes(to);
      expect(mayReport(from, to)).toBe(expected);
    },
  );

  it('can be taken up again from every end', () => {
    for (const status of progressStatuses.filter(isFinished)) expect(next[status]).toContain('under_way');
  });

  it('offers the present status first', () => {
    expect(choicesFrom('done')).toEqual(['done', 'under_way', 'waiting']);
  });

  it('asks for a reason only from those who decline', () => {
    expect(progressStatuses.filter(needsNote)).toEqual(['declined']);
  });
});

describe('lateness', () => {
  it.each<[string | null, boolean, number]>([
    ['2026-11-05', false, 18],
    ['2026-11-22', false, 1],
    ['2026-11-23', false, 0],
    ['2026-11-24', false, 0],
    ['2026-11-05', true, 0],
    [null, false, 0],
  ])('due %s, finished %s: %d days', (dueOn, finished, days) => {
    expect(daysLate({ dueOn, isFinished: finished }, '2026-11-23')).toBe(days);
    expect(isOverdue({ dueOn, isFinished: finished }, '2026-11-23')).toBe(days > 0);
  });

  it('puts lines without a due date last', () => {
    expect([sortDueOf(null), sortDueOf('2031-01-01')].sort()).toEqual(['2031-01-01', '9999-12-31']);
  });
});

describe('reminders', () => {
  it.each<[string | null, boolean]>([
    [null, true],
    ['2026-11-23T08:00:00.000Z', false],
    ['2026-11-16T08:00:01.000Z', false],
    ['2026-11-16T08:00:00.000Z', true],
  ])('last reminded %s', (at, may) => {
    expect(mayRemind(at, '2026-11-23T08:00:00.000Z')).toBe(may);
  });
});

describe('tiles', () => {
  it.each([
    [0, 0],
    [1, 1],
    [2, 1],
    [3, 2],
    [5, 2],
    [6, 3],
    [8, 3],
    [9, 4],
    [40, 4],
  ])('%d open lines: level %d', (open, level) => {
    expect(tileLevel(open)).toBe(level);
  });
});
