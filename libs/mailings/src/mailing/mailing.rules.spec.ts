import { describe, expect, it } from '@jest/globals';
import { faultsOf, languageFor, writtenIn, type MailLanguage, type Wordings } from './mailing.rules.js';

const in3 = (languages: string, fallback: MailLanguage = 'en'): Wordings => {
  const said = (language: string) => (languages.includes(language) ? language : null);
  const [nb, nn, en] = ['nb', 'nn', 'en'].map(said);
  return { subjectNb: nb!, textNb: nb!, subjectNn: nn!, textNn: nn!, subjectEn: en!, textEn: en!, fallback };
};

describe('the language in which somebody gets a mail', () => {
  it.each([
    { written: 'nb nn en', fallback: 'en', own: 'nn', expected: 'nn' },
    { written: 'nb en', fallback: 'en', own: 'nn', expected: 'nb' },
    { written: 'nn en', fallback: 'en', own: 'nb', expected: 'nn' },
    { written: 'en', fallback: 'en', own: 'nn', expected: 'en' },
    { written: 'nb', fallback: 'nb', own: 'en', expected: 'nb' },
    { written: 'nb', fallback: 'en', own: 'en', expected: null },
  ] as const)('written in $written, fallback $fallback: a reader of $own gets $expected', (one) => {
    expect(languageFor(in3(one.written, one.fallback), one.own)).toBe(one.expected);
  });
});

describe('before it goes out', () => {
  const ready = { kind: 'duty' as const, groupId: 'g', listId: null };
  it('wants subject and text of each language together, the fallback and whom it is for', () => {
    expect(faultsOf({ ...in3('nb en'), ...ready })).toEqual({});
    expect(faultsOf({ ...in3('nb en'), ...ready, textNb: null })).toEqual({ textNb: 'half' });
    expect(faultsOf({ ...in3('nb'), ...ready })).toEqual({ fallback: 'fallback' });
    expect(faultsOf({ ...in3('en'), ...ready, groupId: null })).toEqual({ groupId: 'group' });
    expect(faultsOf({ ...in3('en'), ...ready, kind: 'newsletter' })).toEqual({ listId: 'list' });
    expect(writtenIn(in3('nb en'))).toEqual(['nb', 'en']);
  });
});
