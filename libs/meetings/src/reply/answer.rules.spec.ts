import {
  choiceOf,
  choices,
  choicesFor,
  earlierAnswer,
  meaningOf,
  modeAfter,
  outdated,
  whyNot,
  type Given,
} from './answer.rules.js';

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
    const maybe = { status: 'tentative', mode: null } as const;
    const calendar = { ...maybe, channel: 'calendar' };
    expect(modeAfter(calendar, { status: 'accepted', mode: 'online' }, both)).toBe('online');
    expect(modeAfter(accepted, { ...maybe, mode: 'online' }, both)).toBe('online');
    expect(modeAfter({ ...maybe, channel: 'link' }, { status: 'accepted', mode: 'online' }, both)).toBeNull();
  });
});

describe('which answer counts', () => {
  const meeting = { status: 'called', endAt: '2026-12-10T15:00:00.000Z', toldSignificantSequence: 2 };
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
    ['one to a postponed meeting', given, fresh, { ...meeting, status: 'postponed' }, 'meetingPostponed'],
    ['one after the end', { ...given, at: '2026-12-11T00:00:00.000Z' }, fresh, meeting, 'meetingEnded'],
  ])('%s', (...[, answer, standing, asked, reason]) => {
    expect(whyNot(answer, standing, asked)).toBe(reason);
  });
});

describe('which of two answers wins', () => {
  const at = (minute: number) => `2026-11-20T10:${String(minute).padStart(2, '0')}:00.000Z`;
  const byCalendar = (stamp: number, date = stamp): Given => ({
    ...{ sequence: 2, stamp: at(stamp), date: at(date), moment: at(stamp) },
  });
  const byLink = (minute: number): Given => ({ sequence: 2, stamp: null, date: at(minute), moment: at(minute) });

  it.each([
    ['the only one', byCalendar(1), null, null],
    ['a calendar after a calendar', byCalendar(2), { stamp: at(1), date: at(5) }, null],
    ['a calendar before a calendar, mailed after it', byCalendar(1, 9), { stamp: at(2), date: at(5) }, 'olderAnswer'],
    ['one stamp, the later mail', byCalendar(1, 6), { stamp: at(1), date: at(5) }, null],
    ['one stamp, the earlier mail', byCalendar(1, 4), { stamp: at(1), date: at(5) }, 'olderMail'],
    ['one stamp, one moment', byCalendar(1, 5), { stamp: at(1), date: at(5) }, null],
    ['a calendar after a link', byCalendar(6), { stamp: null, date: at(5) }, null],
    ['a calendar before a link', byCalendar(4), { stamp: null, date: at(5) }, 'olderAnswer'],
    ['a link after a calendar', byLink(6), { stamp: at(1), date: at(5) }, null],
    ['a link before a calendar', byLink(4), { stamp: at(1), date: at(5) }, 'olderAnswer'],
    ['to the earlier date', { ...byCalendar(9), sequence: 1 }, null, 'earlierDate'],
    ['to a date not said', { ...byCalendar(9), sequence: null }, null, null],
  ])('%s', (...[, given, last, reason]) => {
    expect(outdated(given, last, 2)).toBe(reason);
  });

  it('is remembered for the earlier date as long as none is given for the present one', () => {
    const said = (status: 'accepted' | 'declined' | null, sequence: number, isApplied = true) => ({
      ...{ status, sequence, isApplied },
    });
    expect(earlierAnswer([said('accepted', 0)], 1)).toMatchObject({ status: 'accepted' });
    expect(earlierAnswer([said('declined', 0, false), said(null, 0), said('accepted', 0)], 1)?.status).toBe('accepted');
    expect(earlierAnswer([said('declined', 1), said('accepted', 0)], 1)).toBeNull();
    expect(earlierAnswer([], 1)).toBeNull();
  });
});
