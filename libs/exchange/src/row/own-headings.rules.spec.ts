import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fieldsOf, importFields, nouns, recogniseColumns } from './import-columns.rules.js';

type Words = Record<string, string>;
const wordsOf = (lang: string): { fields: Words; csv: Words } => {
  const { exchange } = JSON.parse(readFileSync(`libs/exchange/src/locales/${lang}.json`, 'utf8')) as {
    exchange: { import: { fields: Words }; csv: Words };
  };
  return { fields: exchange.import.fields, csv: exchange.csv };
};

/** The wizard's and the exports' own names of fields are headings too. */
describe.each(['en', 'nb', 'nn'])('in %s', (lang) => {
  const { fields, csv } = wordsOf(lang);

  it.each(nouns)('the fields of a list about a %s are recognised by their own names', (noun) => {
    for (const field of fieldsOf(noun)) {
      expect([field, ...recogniseColumns([fields[field]!], noun)]).toEqual([field, field]);
    }
  });

  it('the headings of a file that was taken out are recognised', () => {
    const exported = importFields.filter((field) => field in csv && !['acronym', 'website'].includes(field));
    expect(exported.map((field) => recogniseColumns([csv[field]!])[0])).toEqual(exported);
  });
});
