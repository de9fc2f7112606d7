import { withoutHiddenSigns } from './hidden-signs.js';

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
