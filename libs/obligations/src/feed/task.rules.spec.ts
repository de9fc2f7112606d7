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

  it.each([
    ['2026-11-25', false, 1],
    ['2026-11-26', false, 5],
    ['2026-12-10', false, 5],
    ['2026-12-11', false, 0],
    [null, false, 0],
    ['2026-11-25', true, 0],
  ])('due on %s (finished: %s) has the priority %d', (dueOn, isFinished, priority) => {
    expect(taskPriority({ dueOn, isFinished }, '2026-11-26')).toBe(priority);
  });

  it('stays for two months once it is finished', () => {
    expect(isShown(null, '2026-11-26')).toBe(true);
    expect(isShown('2026-09-27', '2026-11-26')).toBe(true);
    expect(isShown('2026-09-26', '2026-11-26')).toBe(false);
  });
});
