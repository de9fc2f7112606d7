import { isShown, taskPriority, taskStatus } from './task.rules.js';

describe('an obligation as a task', () => {
  it.each([
    ['not_started', 'NEEDS-ACTION'],
    ['under_way', 'IN-PROCESS'],
    ['waiting', 'IN-PROCESS'],
    ['done', 'COMPLETED'],
    ['declined', 'CANCELLED'],
    ['not_applicable', 'CANCELLED'],
  ] as const)('that is %s is %s', (status, word) => {
    expect(taskStatus(status)).toBe(word);
  });

  const line = { dueOn: '2027-03-01', isFinished: false, priority: 'normal' as const };
  it.each([
    ['late', 1, { dueOn: '2026-11-25' }],
    ['late, though of low priority', 1, { dueOn: '2026-11-25', priority: 'low' }],
    ['of high priority', 2, { priority: 'high' }],
    ['of high priority without a due date', 2, { priority: 'high', dueOn: null }],
    ['due today', 5, { dueOn: '2026-11-26' }],
    ['due in two weeks', 5, { dueOn: '2026-12-10' }],
    ['of low priority, though due soon', 9, { dueOn: '2026-12-10', priority: 'low' }],
    ['due later', 0, { dueOn: '2026-12-11' }],
    ['without a due date', 0, { dueOn: null }],
    ['finished', 0, { dueOn: '2026-11-25', isFinished: true, priority: 'high' }],
  ] as const)('that is %s has the priority %d', (_what, priority, own) => {
    expect(taskPriority({ ...line, ...own }, '2026-11-26')).toBe(priority);
  });

  it('stays for two months once it is finished', () => {
    expect(isShown(null, '2026-11-26')).toBe(true);
    expect(isShown('2026-09-27', '2026-11-26')).toBe(true);
    expect(isShown('2026-09-26', '2026-11-26')).toBe(false);
  });
});
