import { reminderAt, speakersOf } from './asked.rules.js';

const member = (personId: string, stateCode: string | null, more: object = {}) => ({
  personId,
  stateCode,
  address: `${personId}@example.org`,
  role: 'member',
  ...more,
});

describe('those who speak for a State', () => {
  it('are its members, and its alternates only where no member can be written to', () => {
    const members = [
      member('maria', 'SE'),
      member('nils', 'SE', { role: 'alternate' }),
      member('thomas', 'DE', { address: null }),
      member('petra', 'DE', { role: 'alternate' }),
      member('kari', 'NO', { role: 'chair' }),
    ];
    expect(speakersOf(members).map(({ personId }) => personId)).toEqual(['petra', 'kari', 'maria']);
  });

  it('are nobody for observers, the secretariat and those without a State', () => {
    const members = [
      member('ola', 'NO', { role: 'secretariat' }),
      member('iom', null),
      member('lea', 'CH', { role: 'observer' }),
    ];
    expect(speakersOf(members)).toEqual([]);
  });
});

it('reminds two days before at nine in Oslo, also when clocks change in between', () => {
  expect(reminderAt('2026-12-10')).toBe('2026-12-08T08:00:00.000Z');
  expect(reminderAt('2026-10-26')).toBe('2026-10-24T07:00:00.000Z');
});
