import { choiceOf, choices, choicesFor, meaningOf, modeAfter, whyNot } from './answer.rules.js';

const room = { place: 'Oslo', videoUrl: null };
const link = { place: null, videoUrl: 'https://meet.example.org/1' };
const both = { place: 'Oslo', videoUrl: 'https://meet.example.org/1' };

describe('what can be answered', () => {
  it('depends on where the meeting is', () => {
    expect(choicesFor(room)).toEqual(['on_site', 'maybe', 'no']);
    expect(choicesFor(link)).toEqual(['online', 'maybe', 'no']);
    expect(choicesFor(both)).toEqual(['on_site', 'online', 'maybe', 'no']);
  });

  it.each(choices)('%s means the same both ways', (choice) => {
    expect(choiceOf(meaningOf(choice))).toBe(choice);
  });

  it('keeps how somebody comes when a calendar only says “accepted”', () => {
    const accepted = { status: 'accepted', mode: null } as const;
    const none = { status: 'needs_action', mode: null } as const;
    expect(modeAfter(accepted, { status: 'accepted', mode: 'online' }, both)).toBe('online');
    expect(modeAfter(accepted, none, both)).toBeNull();
    expect(modeAfter(accepted, none, room)).toBe('on_site');
    expect(modeAfter(accepted, none, link)).toBe('online');
    expect(modeAfter({ status: 'declined', mode: null }, { status: 'accepted', mode: 'online' }, both)).toBeNull();
  });
});

describe('which answer counts', () => {
  const meeting = { status: 'called', endAt: '2026-12-10T15:00:00.000Z', significantSequence: 2 };
  const given = { at: '2026-11-20T10:00:00.000Z', sequence: 2 };
  const fresh = { answeredAt: null, removedAt: null };

  it.each([
    ['the first one', given, fresh, meeting, null],
    ['a later one', given, { ...fresh, answeredAt: '2026-11-19T10:00:00.000Z' }, meeting, null],
    ['one of the same moment', given, { ...fresh, answeredAt: given.at }, meeting, null],
    ['an earlier one', given, { ...fresh, answeredAt: '2026-11-21T10:00:00.000Z' }, meeting, 'olderAnswer'],
    ['one to an earlier date', { ...given, sequence: 1 }, fresh, meeting, 'earlierDate'],
    ['one that does not say which date', { ...given, sequence: null }, fresh, meeting, null],
    ['one of a removed person', given, { ...fresh, removedAt: '2026-11-01T10:00:00.000Z' }, meeting, 'removed'],
    ['one to a cancelled meeting', given, fresh, { ...meeting, status: 'cancelled' }, 'meetingCancelled'],
    ['one after the end', { ...given, at: '2026-12-11T00:00:00.000Z' }, fresh, meeting, 'meetingEnded'],
  ])('%s', (...[, answer, standing, asked, reason]) => {
    expect(whyNot(answer, standing, asked)).toBe(reason);
  });
});
