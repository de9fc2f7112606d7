import type { ImportField, Mapping } from './import-columns.rules.js';
import { isBlank, listed, oneLine, wordKey } from './import-text.rules.js';
import { readLanguage, readOrganisationType, readRole, readState } from './import-words.rules.js';

/** Field → `wordKey` of a value → what it means; blank: left out. */
export type ValueMeanings = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Fields whose values are words with a meaning, which a person may have to tell. */
export const meantFields = [
  ...(['state', 'organisation', 'organisationType', 'group', 'role', 'languages', 'topics', 'mailLanguage'] as const),
  ...(['countries', 'methods'] as const),
] satisfies ImportField[];
export type MeantField = (typeof meantFields)[number];

const lists: ReadonlySet<ImportField> = new Set(['languages', 'topics', 'countries', 'methods']);

/** The row with the words replaced whose meaning somebody told; organisations are looked up by what they told. */
export function withMeanings<R extends { cells: readonly string[] }>(
  row: R,
  mapping: Mapping,
  values: ValueMeanings,
): R {
  let cells: string[] | undefined;
  mapping.forEach((field, column) => {
    const meanings = field && field !== 'organisation' ? values[field] : undefined;
    const cell = row.cells[column] ?? '';
    if (!field || !meanings || cell === '') return;
    const meant = lists.has(field)
      ? listed(cell)
          .map((word) => meanings[wordKey(word)] ?? word)
          .filter((word) => word !== '')
          .join('; ')
      : (meanings[wordKey(cell)] ?? cell);
    if (meant === cell) return;
    cells ??= [...row.cells];
    cells[column] = meant;
  });
  return cells ? { ...row, cells } : row;
}

/** What the register and the three languages have words for. */
export interface Vocabulary {
  states: ReadonlyMap<string, string>;
  groups: ReadonlyMap<string, string>;
  topics: ReadonlyMap<string, string>;
  countries: ReadonlyMap<string, string>;
  methods: ReadonlyMap<string, string>;
  /** `wordKey` of every organisation's name. */
  organisations: ReadonlySet<string>;
}

const readers: Record<MeantField, (word: string, vocabulary: Vocabulary) => unknown> = {
  state: (word, { states }) => readState(word, states),
  organisation: (word, { organisations }) => organisations.has(wordKey(word)) || undefined,
  organisationType: (word) => readOrganisationType(word),
  group: (word, { groups }) => groups.get(wordKey(word)),
  role: (word) => readRole(word),
  languages: (word) => readLanguage(word),
  topics: (word, { topics }) => topics.get(wordKey(word)),
  mailLanguage: (word) => readLanguage(word),
  countries: (word, { countries }) => countries.get(wordKey(word)),
  methods: (word, { methods }) => methods.get(wordKey(word)),
};

const isMeant = (field: ImportField): field is MeantField => (meantFields as readonly string[]).includes(field);

export interface UnknownWord {
  field: MeantField;
  key: string;
  word: string;
}

/** The words of a row that nothing is known of. In a list of organisations the name is the record, not a word. */
export function unknownWords(
  cells: readonly string[],
  { mapping, vocabulary, isOfOrganisations }: { mapping: Mapping; vocabulary: Vocabulary; isOfOrganisations: boolean },
): UnknownWord[] {
  return mapping.flatMap((field, column): UnknownWord[] => {
    if (!field || !isMeant(field) || (isOfOrganisations && field === 'organisation')) return [];
    const cell = oneLine(cells[column] ?? '').trim();
    if (isBlank(cell)) return [];
    const words = lists.has(field) ? listed(cells[column] ?? '') : [cell];
    return words
      .filter((word) => readers[field](word, vocabulary) === undefined)
      .map((word) => ({ field, key: wordKey(word), word: word.slice(0, 200) }));
  });
}
