import { describe, expect, it } from '@jest/globals';
import { enough, scored, type BounceKind, type Score } from './suppression.rules.js';

/** `1h 1s 3h`: day of November and kind. */
const after = (text: string): number =>
  text.split(' ').reduce<Score | undefined>((before, word) => {
    const [day, letter] = [word.slice(0, -1), word.at(-1)];
    const kind: BounceKind = letter === 'h' ? 'hard' : 'soft';
    const on = day.includes('-') ? day : `2026-11-${day.padStart(2, '0')}`;
    return scored(before, { kind, on });
  }, undefined)!.score;

describe('mail that comes back', () => {
  it.each([
    ['1s', 1],
    ['1h', 2],
    ['1h 1h 1h', 2],
    ['1s 1h', 2],
    ['1h 1s', 2],
    ['1h 2h', 4],
    ['1s 2s 3s 4s', 4],
    ['1h 2026-12-01h', 2],
    ['1h 30h', 4],
    ['5h 4h', 2],
  ])('%s counts %i', (text, score) => {
    expect(after(text)).toBe(score);
  });

  it('is enough after two days on which the address did not work', () => {
    expect(after('1h 1h')).toBeLessThan(enough);
    expect(after('1h 2h')).toBe(enough);
  });
});
