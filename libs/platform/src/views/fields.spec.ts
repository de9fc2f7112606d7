import { describe, expect, it } from '@jest/globals';
import { line, longText, requiredLine } from './fields.js';

describe('a line', () => {
  it.each(['Ana\u2028Bo', 'Ana\u2029Bo', 'a\u0085b', 'a\nb'])('that breaks is refused: %j', (text) => {
    expect(line().safeParse(text).error?.issues[0]!.message).toBe('platform.invalid.oneLine');
  });
  it.each(['a\u009bx', 'a\u0000b', 'a\u202egpj', 'a\ud800b'])('with a sign that steers is refused: %j', (text) => {
    expect(line().safeParse(text).error?.issues[0]!.message).toBe('platform.invalid.controlCharacters');
  });
  it.each(['\u2060\u200b\u00ad', '\u{e0041}\u{e0042}', '\u200f', '  '])('of %j alone is missing', (text) => {
    expect(requiredLine().safeParse(text).error?.issues[0]!.message).toBe('platform.invalid.missing');
  });
  it.each([
    [' Ana\u200f\u2060 ', 'Ana'],
    ['Zoë Ødegård', 'Zoë Ødegård'],
    ['👩\u200d⚖️', '👩\u200d⚖️'],
  ])('%j is kept as %j', (text, kept) => expect(line().parse(text)).toBe(kept));
});

it('a text of several lines loses what turns it around', () => {
  expect(longText().parse('Hello \u202eevil\r\nworld')).toBe('Hello evil\nworld');
});
