import { withSkipped, type OfMeeting } from './topic-history.rules.js';

const named = (name: string, day: string) => ({ meetingId: name, name, title: name, startWall: `${day}T09:00` });
const at = (name: string, day: string, outcome: OfMeeting['outcome']): OfMeeting => ({
  ...named(name, day),
  ...{ outcome, isRest: false, isDraft: false },
});
const rest = { outcome: 'skipped' as const, isRest: true };
const meetings = [named('REG 3', '2027-05-10'), named('REG 2', '2027-02-10'), named('REG 1', '2026-12-10')];
const told = (history: OfMeeting[]) =>
  withSkipped(history, meetings, rest).map(({ name, outcome, isRest }) => `${name} ${isRest ? 'rested' : outcome}`);

describe('the history of a topic', () => {
  it('has the meeting at which it rested', () => {
    const history = [at('REG 3', '2027-05-10', 'discussed'), at('REG 1', '2026-12-10', 'skipped')];
    expect(told(history)).toEqual(['REG 3 discussed', 'REG 2 rested', 'REG 1 skipped']);
  });

  it('does not say that it rested where it was on the agenda all the same', () => {
    const history = [at('REG 2', '2027-02-10', 'discussed'), at('REG 1', '2026-12-10', 'skipped')];
    expect(told(history)).toEqual(['REG 2 discussed', 'REG 1 skipped']);
  });

  it('waits for the meeting at which it is to rest', () => {
    expect(told([at('REG 3', '2027-05-10', 'skipped')])).toEqual(['REG 3 skipped']);
  });
});
