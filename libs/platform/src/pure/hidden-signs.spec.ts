import { isSeen, seenLine, withoutHiddenSigns } from './hidden-signs.js';

describe('a text', () => {
  it.each(['', ' \n', '\u200b\u200b', '\u00ad', '\u2060', '\u3164', '\u200e', '\u{e0041}', '\u2800'])(
    'of %j alone cannot be seen',
    (text) => expect(isSeen(text)).toBe(false),
  );
  it.each(['a', '–', '0', '日', '👩\u200d⚖️'])('of %s can', (text) => expect(isSeen(text)).toBe(true));
});

describe('signs that are not seen', () => {
  it.each([
    ['turn the direction of what follows', 'Paid to \u202eEVIL\u202c Ltd', 'Paid to EVIL Ltd'],
    ['isolate', '\u2066one\u2069 two', 'one two'],
    ['have no width', 'Nor\u200bway\ufeff', 'Norway'],
    ['are tags', `a\u{e0041}b`, 'ab'],
  ])('are taken out when they %s', (_what, text, plain) => expect(withoutHiddenSigns(text)).toBe(plain));

  it.each(['می\u200cخواهم', '👩\u200d⚖️', 'שלום\u200f!', 'Tromsø – 5 €'])('stay where writing needs them: %s', (text) =>
    expect(withoutHiddenSigns(text)).toBe(text),
  );
});

describe('one line', () => {
  it.each([
    ['is blank when nothing of it can be seen', '\u2060\u200b\u00ad', ''],
    ['is blank of tags alone', '\u{e0041}\u{e0042}', ''],
    ['loses what has no width', 'Ana\u2060\u00adBo\u{e0041}', 'AnaBo'],
    ['loses marks of direction without letters of that direction', 'Ana\u200f', 'Ana'],
    ['keeps them beside such letters', 'שלום\u200f!', 'שלום\u200f!'],
    ['keeps joiners', 'می\u200cخواهم', 'می\u200cخواهم'],
  ])('%s', (_what, text, seen) => expect(seenLine(text)).toBe(seen));
});
