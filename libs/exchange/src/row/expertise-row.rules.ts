import type { RowReader } from './import-row.rules.js';
import type { ImportedPerson, ImportLookups } from './import.rules.js';
import { listed, wordKey } from './import-text.rules.js';
import { readLanguage } from './import-words.rules.js';

type Known = 'languages' | 'topics' | 'countries' | 'methods';

/** What a person knows, as codes; words that have none go to `extra`, behind their heading. */
export function expertise(reader: RowReader, extra: string[], lookups: ImportLookups): Pick<ImportedPerson, Known> {
  const listedIn = (words: ReadonlyMap<string, string>) => (word: string) => words.get(wordKey(word));
  const read = (field: Known, code: (word: string) => string | undefined) =>
    codes(reader, field, { read: code, extra, lookups });
  return {
    languages: read('languages', readLanguage),
    topics: read('topics', listedIn(lookups.topics)),
    countries: read('countries', listedIn(lookups.countries)),
    methods: read('methods', listedIn(lookups.methods)),
  };
}

const unknownWord: Record<Known, string> = {
  languages: 'languageUnknown',
  topics: 'topicUnknown',
  countries: 'countryUnknown',
  methods: 'methodUnknown',
};

interface CodeReading {
  read: (word: string) => string | undefined;
  /** Takes the words that have no code. */
  extra: string[];
  lookups: ImportLookups;
}

function codes(reader: RowReader, field: Known, { read, extra, lookups }: CodeReading): string[] {
  const found = listed(reader.text(field)).map((word) => ({ word, code: read(word) }));
  const unknown = found.filter(({ code }) => code === undefined).map(({ word }) => word);
  if (unknown.length > 0) {
    reader.warn(field, unknownWord[field], { words: unknown.join(', ') });
    extra.push(`${lookups.header[reader.columnOf(field)] ?? field}: ${unknown.join(', ')}`);
  }
  return [...new Set(found.flatMap(({ code }) => code ?? []))];
}
