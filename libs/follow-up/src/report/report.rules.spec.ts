import {
  judge,
  markOf,
  mayClear,
  mayTakeBack,
  mayWrite,
  phaseOf,
  speakersOf,
  standingOf,
  titleIn,
} from './report.rules.js';

const call = { respondBy: '2026-12-01' };
const meeting = { status: 'called', startAt: '2026-12-10T08:00:00.000Z' };
const times = (day: string, minutes: string | null = null) => ({ now: `${day}T10:00:00.000Z`, today: day, minutes });

describe('when reports are taken', () => {
  it.each([
    ['open', '2026-12-01', { status: 'called', minutes: null }],
    ['late', '2026-12-02', { status: 'called', minutes: null }],
    ['late', '2026-12-09', { status: 'called', minutes: 'draft' }],
    ['begun', '2026-12-10', { status: 'called', minutes: null }],
    ['begun', '2026-12-10', { status: 'called', minutes: 'circulated' }],
    ['begun', '2026-12-20', { status: 'held', minutes: 'draft' }],
    ['closed', '2026-12-20', { status: 'held', minutes: 'adopted' }],
    ['closed', '2026-12-20', { status: 'minutes_published', minutes: 'published' }],
    ['closed', '2026-11-20', { status: 'cancelled', minutes: null }],
  ])('is %s on %s with %j', (phase, day, { status, minutes }) => {
    expect(phaseOf(call, { ...meeting, status }, times(day, minutes))).toBe(phase);
  });

  const blank = { hasText: false, isCleared: false };
  const written = { hasText: true, isCleared: false };
  const cleared = { hasText: true, isCleared: true };
  it.each([
    ['open', [true, true, false], [false, true, false], [false, false, true]],
    ['late', [true, true, false], [false, true, false], [false, false, true]],
    ['begun', [false, true, false], [false, true, false], [false, false, true]],
    ['closed', [false, false, false], [false, false, false], [false, false, false]],
  ] as const)(
    '%s: a blank, a written, a cleared report may be written %j, cleared %j, taken back %j',
    (phase, ...all) => {
      const reports = [blank, written, cleared];
      expect([mayWrite, mayClear, mayTakeBack].map((may) => reports.map((report) => may(phase, report)))).toEqual(all);
      expect(reports.map(standingOf)).toEqual(['missing', 'written', 'cleared']);
    },
  );
});

describe('who speaks for a State', () => {
  const person = (personId: string, more: object = {}) => ({
    ...{ personId, isContact: false, isHead: false, isMember: false },
    ...more,
  });
  it.each([
    [
      'contact and head',
      ['c', 'h'],
      [person('c', { isContact: true }), person('h', { isHead: true }), person('m', { isMember: true })],
    ],
    ['members where there is neither', ['m'], [person('m', { isMember: true }), person('a')]],
    ['everybody where there is nobody else', ['a', 'b'], [person('a'), person('b')]],
  ])('%s', (_, ids, people) => {
    expect(speakersOf(people).map(({ personId }) => personId)).toEqual(ids);
  });
});

describe('a text that comes back', () => {
  const kept = { topicId: 't', number: 2, text: 'Now' };
  it.each([
    ['same', 'what is there', { number: 1, text: 'Now', base: null }],
    ['save', 'new words on the newest version', { number: 2, text: 'New', base: null }],
    ['save', 'nothing on the newest version', { number: 2, text: null, base: null }],
    ['same', 'untouched words that a colleague changed', { number: 1, text: 'Before', base: 'Before' }],
    ['stale', 'other words than a colleague’s', { number: 1, text: 'Mine', base: 'Before' }],
    ['stale', 'words where there were none, and a colleague was first', { number: 0, text: 'Mine', base: null }],
    ['same', 'nothing where there was nothing, and a colleague was first', { number: 0, text: null, base: null }],
  ])('%s: %s', (verdict, _, { base, ...sent }) => {
    expect(judge({ topicId: 't', ...sent }, kept, base)).toBe(verdict);
  });

  it('is new where there was none', () => {
    expect(judge({ topicId: 't', number: 0, text: 'A' }, undefined, null)).toBe('save');
    expect(judge({ topicId: 't', number: 0, text: null }, undefined, null)).toBe('same');
  });

  it('is marked by the versions that were seen, in whatever order', () => {
    const other = { topicId: 'a', number: 1, text: null };
    expect(markOf([kept, other])).toBe(markOf([other, kept]));
    expect(markOf([{ ...kept, number: 3 }])).not.toBe(markOf([kept]));
  });
});

it('names a topic in the reader’s language, else in the first one', () => {
  expect([titleIn({ en: 'Returns', nb: 'Retur' }, 'nb'), titleIn({ en: 'Returns' }, 'nn')]).toEqual([
    'Retur',
    'Returns',
  ]);
});
