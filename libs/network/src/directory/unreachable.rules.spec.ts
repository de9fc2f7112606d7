import { unreachable, type MeetingMail } from './unreachable.rules.js';

/** `a+` was sent about meeting a, `a-` came back, `a?` waits; newest first. */
const mails = (personId: string, text: string): MeetingMail[] =>
  text.split(' ').map((word, index) => ({
    personId,
    meetingId: word[0]!,
    status: { '+': 'sent', '-': 'failed', '?': 'queued' }[word[1]!]!,
    createdAt: `2026-11-${20 - index}T08:00:00.000Z`,
  }));

describe('persons whose last invitations came back', () => {
  it.each([
    ['a- b-', 2, 2],
    ['a- b+', 2, null],
    ['a+ b- c-', 2, null],
    ['a- b- c+ d-', 2, 2],
    ['a- a- b+', 2, null],
    ['a- a+ b-', 2, 2],
    ['a? b- c-', 2, 2],
    ['a? a- b-', 2, 2],
    ['a-', 2, null],
    ['a-', 1, 1],
    ['a- b- c-', 3, 3],
  ] as const)('%s, at least %i in a row: %s', (text, least, inRow) => {
    const found = unreachable([...mails('kari', text), ...mails('maria', 'x+ y-')], least);
    expect(found.map((one) => one.inRow)).toEqual(inRow === null ? [] : [inRow]);
  });

  it('says since when', () => {
    expect(unreachable(mails('kari', 'a- b- c+'), 2)).toEqual([
      { personId: 'kari', inRow: 2, since: '2026-11-19T08:00:00.000Z' },
    ]);
  });
});
