import { mayTell, newsNow } from './seat-mails.rules.js';

const told = [
  { invitationId: 'a', kind: 'waiting', at: '2027-01-01T10:30:00.000Z' },
  { invitationId: 'a', kind: 'seat', at: '2027-01-01T09:00:00.000Z' },
] as const;
const since = '2027-01-01T10:00:00.000Z';

describe('mails about seats', () => {
  it.each([
    ['a', 'waiting', false],
    ['a', 'seat', true],
    ['b', 'waiting', true],
  ] as const)('go out once an hour each: %s %s %s', (invitationId, kind, may) => {
    expect(mayTell({ invitationId, kind }, told, since)).toBe(may);
  });

  it.each([
    ['seated', 'seat'],
    ['waiting', null],
    [null, null],
  ] as const)('held back say at last what is true and new: %s', (status, kind) => {
    expect(newsNow('a', status, told)).toBe(kind);
  });
});
