import { faultOf, outlives, refusalToExtend } from './extension.rules.js';

const today = '2026-11-23';

describe('asking for a later due date', () => {
  it.each([
    [{ isFinished: 0, dueOn: '2026-12-01' }, null],
    [{ isFinished: 0, dueOn: '2026-11-01' }, null],
    [{ isFinished: 1, dueOn: '2026-12-01' }, 'finished'],
    [{ isFinished: 0, dueOn: null }, 'noDue'],
  ])('of %j: %s', (line, refusal) => expect(refusalToExtend(line)).toBe(refusal));

  it.each([
    ['2026-12-02', '2026-12-01', null],
    ['2026-12-01', '2026-12-01', 'notLater'],
    ['2026-11-30', '2026-12-01', 'notLater'],
    ['2026-11-23', '2026-11-01', null],
    ['2026-11-22', '2026-11-01', 'past'],
  ])('%s instead of %s: %s', (wanted, dueOn, fault) =>
    expect(faultOf(wanted, { isFinished: 0, dueOn }, today)).toBe(fault),
  );

  it.each([
    ['2027-01-15', '2026-12-01', true],
    ['2027-01-15', '2027-01-15', false],
    ['2027-01-15', '2027-02-01', false],
    ['2027-01-15', null, false],
    [null, '2027-02-01', false],
  ])('one of one’s own, %s, beside a new general one, %s: kept %s', (own, general, kept) =>
    expect(outlives(own, general)).toBe(kept),
  );
});
