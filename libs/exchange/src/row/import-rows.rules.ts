import type { OrganisationType } from '@samrad/network';
import { addressKey } from '@samrad/platform/pure';
import type { Mapping } from './import-columns.rules.js';
import { type ImportedPerson, type ImportLookups, type ImportRow, type JudgedRow, judgeRow } from './import.rules.js';
import { wordKey } from './import-text.rules.js';

/** What earlier rows held; hand the same one on when a long list is judged in portions. */
export interface EarlierRows {
  addresses: Map<string, number>;
  names: Map<string, number>;
  types: Map<string, { type: OrganisationType; row: number }>;
  /** Person in the register → row that found them. */
  persons: Map<string, number>;
  keys: Map<string, number>;
}

export const noRowsYet = (): EarlierRows => ({
  addresses: new Map(),
  names: new Map(),
  types: new Map(),
  persons: new Map(),
  keys: new Map(),
});

/**
 * Judges rows in order, each by itself and against the rows before it. Blank rows are left out.
 * A long list is judged in portions of a thousand, so that other work gets its turn in between.
 */
export function judgeRows(
  rows: readonly ImportRow[],
  { mapping, lookups }: { mapping: Mapping; lookups: ImportLookups },
  earlier = noRowsYet(),
): JudgedRow[] {
  return rows
    .map((row) => withEarlier(judgeRow(row, mapping, lookups), row, { mapping, earlier }))
    .filter(({ isEmpty }) => !isEmpty);
}

interface Context {
  mapping: Mapping;
  earlier: EarlierRows;
}

/** The same address twice keeps the later row out; the same name in the same organisation is only worth a look. */
function withEarlier(judged: JudgedRow, row: ImportRow, context: Context): JudgedRow {
  const { person } = judged;
  if (!person) return judged;
  const { earlier } = context;
  const twice = person.addresses.find((address) => earlier.addresses.has(addressKey(address)));
  const knownFrom = person.personId === null ? undefined : earlier.persons.get(person.personId);
  const sameKey = person.externalKey === null ? undefined : earlier.keys.get(person.externalKey);
  const other = twice === undefined ? (knownFrom ?? sameKey) : earlier.addresses.get(addressKey(twice));
  if (other !== undefined) {
    const word = twice === undefined ? 'personTwice' : 'addressTwice';
    const problem = problemOf(row, context, { field: 'email', word, params: { value: twice ?? '', other } });
    return { row: judged.row, isEmpty: false, problems: [...judged.problems, { ...problem, severity: 'error' }] };
  }
  const problems = [...judged.problems, ...oddities(person, row, context)];
  remember(person, earlier);
  return { ...judged, problems };
}

function oddities(person: ImportedPerson, row: ImportRow, context: Context) {
  const { earlier } = context;
  const sameName = earlier.names.get(nameKey(person));
  const known = person.organisation && earlier.types.get(organisationKey(person.organisation));
  const found = [];
  if (sameName !== undefined) {
    found.push(problemOf(row, context, { field: 'name', word: 'nameTwice', params: { other: sameName } }));
  }
  if (known && person.organisation?.type && person.organisation.type !== known.type) {
    found.push(
      problemOf(row, context, { field: 'organisationType', word: 'typeDiffers', params: { other: known.row } }),
    );
  }
  return found;
}

function remember(person: ImportedPerson, earlier: EarlierRows) {
  const { row, organisation } = person;
  for (const address of person.addresses) earlier.addresses.set(addressKey(address), row);
  if (person.externalKey !== null) earlier.keys.set(person.externalKey, row);
  if (person.personId !== null) earlier.persons.set(person.personId, row);
  if (!earlier.names.has(nameKey(person))) earlier.names.set(nameKey(person), row);
  if (organisation?.type) rememberType(organisationKey(organisation), { type: organisation.type, row }, earlier);
}

function rememberType(key: string, told: { type: OrganisationType; row: number }, { types }: EarlierRows) {
  if (!types.has(key)) types.set(key, told);
}

const nameKey = ({ givenName, familyName, organisation }: ImportedPerson) =>
  [givenName, familyName, organisation?.name ?? ''].map(wordKey).join('|');

/** Two organisations are one when their names fold alike and their State is the same. */
export const organisationKey = ({ name, stateCode }: { name: string; stateCode: string | null }): string =>
  `${wordKey(name)}|${stateCode ?? ''}`;

type Found = { field: 'email' | 'name' | 'organisationType'; word: string; params: Record<string, unknown> };

function problemOf(row: ImportRow, { mapping }: Context, { field, word, params }: Found) {
  const place = field === 'name' && !mapping.includes('name') ? 'familyName' : field;
  const column = mapping.indexOf(place);
  const value = row.cells[column] ?? '';
  const key = `exchange.import.problem.${word}`;
  return {
    row: row.number,
    column,
    field: place,
    value,
    key,
    params,
    severity: 'warning' as const,
  } as JudgedRow['problems'][number];
}
