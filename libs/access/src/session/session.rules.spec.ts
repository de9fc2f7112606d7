import { expiryOf, isStale } from './session.rules.js';

const signedIn = '2026-12-01T08:00:00.000Z';

describe('a session', () => {
  it('ends twelve hours after it was last used', () => {
    expect(expiryOf(signedIn, '2026-12-01T15:30:00.000Z')).toBe('2026-12-02T03:30:00.000Z');
  });

  it('ends after thirty days in any case', () => {
    expect(expiryOf(signedIn, '2026-12-31T07:00:00.000Z')).toBe('2026-12-31T08:00:00.000Z');
  });
});

describe('a time that was written down', () => {
  it.each([
    [null, true],
    ['2026-12-01T07:55:00.000Z', true],
    ['2026-12-01T07:55:00.001Z', false],
  ])('%s is stale after five minutes: %s', (last, stale) => {
    expect(isStale(last, signedIn, 300)).toBe(stale);
  });
});
