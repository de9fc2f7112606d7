import { describe, expect, it } from '@jest/globals';
import { hasLeft, initialsOf, isAhead, lastsOn, overlap, sortNameOf } from './person.rules.js';

const term = (validFrom: string | null, validTo: string | null) => ({ validFrom, validTo });

describe('names', () => {
  it('sorts by family name without diacritics', () => {
    expect(sortNameOf({ givenName: 'Łukasz', familyName: 'Żółkiewski' })).toBe('zolkiewski lukasz');
    expect(sortNameOf({ givenName: 'Åse', familyName: 'Ødegård' })).toBe('odegard ase');
  });

  it('takes initials that are whole letters', () => {
    expect(initialsOf({ givenName: 'Ólafur', familyName: 'Þórsson' })).toBe('ÓÞ');
  });
});

describe('periods', () => {
  it.each([
    [term(null, null), term('2026-01-01', '2026-02-01'), true],
    [term('2026-01-01', '2026-06-30'), term('2026-06-30', null), true],
    [term('2026-01-01', '2026-06-30'), term('2026-07-01', null), false],
    [term(null, '2025-12-31'), term('2026-01-01', null), false],
    [term('2027-01-01', null), term(null, '2026-12-31'), false],
  ])('%o and %o share a day: %s', (a, b, shared) => {
    expect(overlap(a, b)).toBe(shared);
    expect(overlap(b, a)).toBe(shared);
  });

  it('includes both of its days', () => {
    expect(lastsOn(term('2026-01-01', '2026-01-31'), '2026-01-01')).toBe(true);
    expect(lastsOn(term('2026-01-01', '2026-01-31'), '2026-01-31')).toBe(true);
    expect(lastsOn(term('2026-01-01', '2026-01-31'), '2026-02-01')).toBe(false);
    expect(isAhead(term('2026-01-01', null), '2025-12-31')).toBe(true);
    expect(isAhead(term('2026-01-01', null), '2026-01-01')).toBe(false);
    expect(isAhead(term(null, '2026-01-31'), '2026-02-01')).toBe(false);
  });

  it('counts the day of leaving as the first day outside', () => {
    expect(hasLeft({ leftOn: '2026-02-01' }, '2026-01-31')).toBe(false);
    expect(hasLeft({ leftOn: '2026-02-01' }, '2026-02-01')).toBe(true);
  });
});
