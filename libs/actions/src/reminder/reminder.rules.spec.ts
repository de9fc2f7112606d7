import { planOf } from './reminder.rules.js';

const now = '2026-11-23T08:00:00.000Z';
const line = (id: string, more: { audience?: string; remindedAt?: string | null } = {}) => ({
  id,
  audience: 'network',
  remindedAt: null as string | null,
  ...more,
});
const aino = { personId: 'aino', address: 'aino@example.org' };
const maria = { personId: 'maria', address: 'maria@example.org' };
const silent = { personId: 'silent', address: null };

const plan = (
  people: Record<string, { personId: string; address: string | null }[]>,
  ...lines: ReturnType<typeof line>[]
) => planOf(lines, ({ id }) => people[id] ?? [], now);

describe('who is reminded of what', () => {
  it('gives each person one mail with all their lines', () => {
    const { recipients } = plan({ a: [aino, maria], b: [aino] }, line('a'), line('b'));
    expect(recipients.map(({ person, lines }) => [person.personId, lines.map(({ id }) => id)])).toEqual([
      ['aino', ['a', 'b']],
      ['maria', ['a']],
    ]);
  });

  it('names the lines for which nobody can be reached', () => {
    const { recipients, noContact } = plan({ a: [silent] }, line('a'), line('b'));
    expect(recipients).toEqual([]);
    expect(noContact.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('leaves a line alone for a week', () => {
    const recent = line('a', { remindedAt: '2026-11-20T08:00:00.000Z' });
    const longAgo = line('b', { remindedAt: '2026-11-10T08:00:00.000Z' });
    const { recipients, resting } = plan({ a: [aino], b: [aino] }, recent, longAgo);
    expect(resting).toEqual([recent]);
    expect(recipients[0]!.lines).toEqual([longAgo]);
  });

  it('tells nobody of an action that is not shared', () => {
    const { recipients, notShared } = plan({ a: [aino] }, line('a', { audience: 'organisers' }));
    expect(recipients).toEqual([]);
    expect(notShared).toHaveLength(1);
  });
});
