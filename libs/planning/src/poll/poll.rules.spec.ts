import { isChangeable, mayBecome, mayReopen, reminderAt, tallyOf, timesOf, type Vote } from './poll.rules.js';
import { pollStatuses, type PollAnswer, type PollStatus } from './poll.entity.js';

describe('the life of a poll', () => {
  it.each<[PollStatus, PollStatus[]]>([
    ['draft', ['open']],
    ['open', ['closed', 'decided', 'cancelled']],
    ['closed', ['open', 'decided', 'cancelled']],
    ['decided', ['open']],
    ['cancelled', ['open']],
  ])('goes from %s to %j', (from, to) => {
    expect(pollStatuses.filter((status) => mayBecome(from, status))).toEqual(expect.arrayContaining(to));
    expect(pollStatuses.filter((status) => mayBecome(from, status))).toHaveLength(to.length);
  });

  it.each<[PollStatus, string | null, boolean]>([
    ['draft', null, false],
    ['open', null, false],
    ['closed', null, true],
    ['cancelled', null, true],
    ['decided', 'm', false],
    ['decided', null, true],
  ])('%s with meeting %s may be opened again: %s', (status, meetingId, may) => {
    expect(mayReopen({ status, meetingId })).toBe(may);
  });

  it('takes changes only before it is over', () => {
    expect(pollStatuses.filter(isChangeable)).toEqual(['draft', 'open']);
  });
});

describe('a proposed time', () => {
  it.each([
    {
      start: '2026-12-10T09:00',
      zone: 'Europe/Oslo',
      minutes: 120,
      startAt: '2026-12-10T08:00:00.000Z',
      endWall: '2026-12-10T11:00',
    },
    {
      start: '2026-12-10T09:00',
      zone: 'Asia/Yerevan',
      minutes: 90,
      startAt: '2026-12-10T05:00:00.000Z',
      endWall: '2026-12-10T10:30',
    },
    // Clocks go back in Oslo at three: six hours on the clock are seven that pass.
    {
      start: '2026-10-25T00:00',
      zone: 'Europe/Oslo',
      minutes: 420,
      startAt: '2026-10-24T22:00:00.000Z',
      endWall: '2026-10-25T06:00',
    },
    // Clocks go forward in Oslo at two.
    {
      start: '2027-03-28T00:00',
      zone: 'Europe/Oslo',
      minutes: 420,
      startAt: '2027-03-27T23:00:00.000Z',
      endWall: '2027-03-28T08:00',
    },
    {
      start: '2026-12-31T23:00',
      zone: 'Europe/Lisbon',
      minutes: 2880,
      startAt: '2026-12-31T23:00:00.000Z',
      endWall: '2027-01-02T23:00',
    },
  ])('$start in $zone for $minutes minutes', ({ startAt, endWall, ...proposal }) => {
    expect(timesOf(proposal)).toMatchObject({ startWall: proposal.start, startAt, endWall, zone: proposal.zone });
  });

  it('does not exist in the hour that clocks leave out', () => {
    const gap = { start: '2027-03-28T02:30', zone: 'Europe/Oslo', minutes: 60 };
    expect(timesOf(gap)).toEqual({ key: 'planning.poll.invalid.gap' });
    expect(timesOf({ ...gap, zone: 'Europe/Helsinki' })).toMatchObject({ startAt: '2027-03-28T00:30:00.000Z' });
  });
});

it.each([
  ['2026-12-10', '2026-12-08T08:00:00.000Z'],
  ['2027-06-02', '2027-05-31T07:00:00.000Z'],
])('answers due on %s are reminded of at %s', (day, at) => {
  expect(reminderAt(day)).toBe(at);
});

describe('the result', () => {
  const slots = [
    { id: 'mon', startAt: '2026-12-07T09:00:00.000Z' },
    { id: 'tue', startAt: '2026-12-08T09:00:00.000Z' },
    { id: 'wed', startAt: '2026-12-09T09:00:00.000Z' },
  ];
  const letters: Record<string, PollAnswer | null> = { y: 'yes', i: 'if_needed', n: 'no', '-': null };
  /** A person a row: `kynn` is a key person who says yes, no, no; `ynn` the same of somebody else. */
  const read = (rows: string[]) => {
    const voters = rows.map((row, index) => ({ id: `v${index}`, isKey: row.startsWith('k') }));
    const votes = rows.flatMap((row, index) =>
      [...row.replace('k', '')].flatMap((letter, at): Vote[] => {
        const answer = letters[letter];
        return answer ? [{ voterId: `v${index}`, slotId: slots[at]!.id, answer }] : [];
      }),
    );
    return tallyOf(slots, voters, votes);
  };
  const bestOf = (rows: string[]) => read(rows).find(({ isBest }) => isBest)?.slotId ?? null;

  it('counts yes, if need be, no, and those who said nothing', () => {
    expect(read(['yin', 'kyn-', 'ny-'])[0]).toMatchObject({ yes: 2, ifNeeded: 0, no: 1, unanswered: 0 });
    expect(read(['yin', 'kyn-', 'ny-'])[2]).toMatchObject({ yes: 0, ifNeeded: 0, no: 1, unanswered: 2 });
  });

  it.each<[string, string[], string | null]>([
    ['the one most can come to', ['yyn', 'nyn', 'nyy'], 'tue'],
    ['of two alike, the one that suits more of them well', ['iyn', 'yyn'], 'tue'],
    ['of two alike, the earliest', ['nyy', 'nyy'], 'tue'],
    ['one with fewer refusing key persons before one with more who can', ['kynn', 'nyy', 'nyy', 'nyy'], 'mon'],
    ['if need be counts as can', ['iyn', 'inn', 'nnn'], 'mon'],
    ['a key person who said nothing refuses nothing', ['k---', 'nyn'], 'tue'],
    ['none without any answer', ['---', 'k---'], null],
    ['none when nobody can', ['nnn', 'nnn'], null],
    ['none when every key person refused all', ['knnn', 'yyy', 'yyy'], null],
  ])('the best is %s', (_, rows, best) => {
    expect(bestOf(rows)).toBe(best);
  });

  it.each<[string, string[], boolean]>([
    ['the only key person said no', ['knyy', 'yyy'], true],
    ['both key persons said no', ['knyy', 'knyy', 'yyy'], true],
    ['one of two key persons said no', ['knyy', 'kyyy'], false],
    ['one said no and the other nothing', ['knyy', 'k-yy'], false],
    ['a key person can if need be', ['kiyy'], false],
    ['there are no key persons', ['nyy'], false],
  ])('when %s, all key persons refuse the first time: %s', (_, rows, refused) => {
    expect(read(rows)[0]!.isRefusedByAllKeys).toBe(refused);
  });
});
