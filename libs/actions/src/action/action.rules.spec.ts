import type { ProgressStatus } from '../progress/progress.entity.js';
import { dueFault, isOpen, isUntouched, referenceOf, statusOf } from './action.rules.js';

describe('the status of a whole action', () => {
  it.each<[ProgressStatus[], ProgressStatus, boolean]>([
    [['not_started'], 'not_started', true],
    [['not_started', 'not_started'], 'not_started', true],
    [['not_started', 'under_way'], 'under_way', true],
    [['not_started', 'done'], 'under_way', true],
    [['waiting', 'done'], 'waiting', true],
    [['waiting', 'not_started'], 'under_way', true],
    [['done', 'done'], 'done', false],
    [['done', 'declined', 'not_applicable'], 'done', false],
    [['declined', 'not_applicable'], 'declined', false],
    [['not_applicable'], 'not_applicable', false],
    [[], 'not_started', false],
  ])('%j is %s, open: %s', (lines, status, open) => {
    expect(statusOf(lines)).toBe(status);
    expect(isOpen(lines)).toBe(open);
  });
});

describe('a due date', () => {
  it.each([
    ['no date', null, null, undefined],
    ['today', '2026-11-23', null, undefined],
    ['yesterday', '2026-11-22', null, 'actions.action.invalid.duePast'],
    ['the day of the meeting, long ago', '2026-09-10', '2026-09-10', undefined],
    ['the day before the meeting', '2026-09-09', '2026-09-10', 'actions.action.invalid.dueBeforeMeeting'],
  ])('%s', (...[, dueOn, meetingDay, key]) => {
    expect(dueFault(dueOn, meetingDay, '2026-11-23')?.key).toBe(key);
  });
});

describe('an action', () => {
  it('is named by its number', () => {
    expect(referenceOf(118)).toBe('A-118');
  });

  it('is untouched until somebody reports', () => {
    expect(isUntouched([{ updatedBy: null }])).toBe(true);
    expect(isUntouched([{ updatedBy: null }, { updatedBy: 'Aino Virtanen' }])).toBe(false);
  });
});
