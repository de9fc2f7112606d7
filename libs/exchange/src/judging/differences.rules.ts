import { addressKey } from '@samrad/platform/pure';
import type { ImportedPerson } from '../row/import.rules.js';
import { inCapitals, type Names } from '../row/import-names.rules.js';
import { asTyped, cleaned } from '../row/import-text.rules.js';
import type { ChangeConflict, Choices, FieldChange } from '../import/import.types.js';
import type { KnownPerson } from './known.types.js';
import { late } from './told.rules.js';

/** The fields of a person that a list can change, as the register takes them. */
export interface PersonFields {
  givenName: string;
  familyName: string;
  emails: string[];
  stateCode: string | null;
  phone: string | null;
  mailLanguage: 'nb' | 'nn' | 'en';
  languages: string[];
  topics: string[];
  countries: string[];
  methods: string[];
  note: string | null;
  externalKey: string | null;
}

export interface Differences {
  /** The record as it is to be. */
  fields: PersonFields;
  changes: FieldChange[];
  /**
   * Fields that the person changed since the last list: told, and changed only when that was chosen. And fields that
   * anybody changed since the check: told only.
   */
  conflicts: ChangeConflict[];
}

interface Around {
  manner: Manner;
  /** Those that the person changed last, after the list came in last. */
  ownFields: ReadonlySet<string>;
  /** Whether the field is as it was when the row was checked. */
  isTold: (change: FieldChange) => boolean;
}

export type Manner = Pick<Choices, 'whenKnown' | 'selfChanged'>;

const lines = ['stateCode', 'phone', 'mailLanguage', 'externalKey'] as const;
const lists = ['languages', 'topics', 'countries', 'methods'] as const;
/** Fields that a list only adds to. */
const additive: ReadonlySet<string> = new Set(['emails', 'note']);
const shown = (value: string | readonly string[] | null): string | null =>
  Array.isArray(value) ? value.join(', ') || null : ((value as string | null) ?? null);
const setOf = (list: readonly string[]) => [...list].sort().join('|');

/**
 * In what a row differs from the record. A blank place says nothing, so it never empties a field; addresses and notes
 * are added to, never taken away.
 */
export function differences(person: ImportedPerson, before: KnownPerson, around: Around): Differences {
  const wanted: Partial<PersonFields> = {
    ...names(person, before),
    ...newEmails(person, before),
    ...newNote(person, before),
  };
  for (const field of lines) {
    const value = person[field];
    if (value !== null && !isKnown(field, value, before)) Object.assign(wanted, { [field]: value });
  }
  for (const field of lists) {
    if (person[field].length && setOf(person[field]) !== setOf(before[field])) wanted[field] = person[field];
  }
  return judged(wanted, before, around);
}

/** A key that the record had before two became one finds it still, and does not become its key again. */
function isKnown(field: (typeof lines)[number], value: string, before: KnownPerson): boolean {
  if (field === 'externalKey' && before.formerKeys.includes(value)) return true;
  return value === cleaned(before[field] ?? '');
}

function judged(
  wanted: Partial<PersonFields>,
  before: KnownPerson,
  { manner, ownFields, isTold }: Around,
): Differences {
  const all = (Object.entries(wanted) as [keyof PersonFields, string | string[]][])
    .map(([field, to]) => ({ field, from: shown(before[field]), to: shown(to)! }))
    .filter((change) => manner.whenKnown !== 'complete' || !isFilled(change));
  // What the person emptied is blank by the person's own word.
  const own = all.filter(({ field }) => !additive.has(field) && ownFields.has(field));
  const chosen = manner.selfChanged === 'overwrite' ? all : all.filter((change) => !own.includes(change));
  const changes = chosen.filter(isTold);
  const overtaken = chosen.filter((change) => !changes.includes(change));
  const conflicts = [...own.filter((change) => !overtaken.includes(change)), ...overtaken.map(late)];
  const taken = changes.map(({ field }) => [field, wanted[field]]);
  return { fields: { ...fieldsOf(before), ...Object.fromEntries(taken) } as PersonFields, changes, conflicts };
}

const isFilled = ({ field, from }: FieldChange): boolean => from !== null && !additive.has(field);

const fieldsOf = (before: KnownPerson): PersonFields => {
  const { givenName, familyName, emails, stateCode, phone, mailLanguage, note, externalKey } = before;
  const { languages, topics, countries, methods } = before;
  const known = { languages, topics, countries, methods };
  return { givenName, familyName, emails, stateCode, phone, mailLanguage, ...known, note, externalKey };
};

/**
 * A name in one column may be parted otherwise than in the register: it is the same name. Capitals in a list say nothing
 * about how the register spells somebody.
 */
function names({ written, ...own }: ImportedPerson, before: KnownPerson): Partial<PersonFields> {
  if ([own, written].some((one) => wholeOf(one) === wholeOf(before))) return {};
  const parts = ['givenName', 'familyName'] as const;
  const changed = parts.filter((part) => {
    const isSpelling = inCapitals(written[part]) && own[part].toLowerCase() === before[part].toLowerCase();
    return own[part] !== '' && own[part] !== before[part] && !isSpelling;
  });
  return Object.fromEntries(changed.map((part) => [part, own[part]]));
}

const wholeOf = ({ givenName, familyName }: Names): string => cleaned(`${givenName} ${familyName}`);

function newEmails({ addresses }: ImportedPerson, { emails }: KnownPerson): Partial<PersonFields> {
  const known = new Set(emails.map(addressKey));
  const more = addresses.filter((address) => !known.has(addressKey(address)));
  return more.length ? { emails: [...emails, ...more] } : {};
}

function newNote({ note }: ImportedPerson, before: KnownPerson): Partial<PersonFields> {
  if (note === null || (before.note !== null && asTyped(before.note).includes(note))) return {};
  return { note: [before.note, note].filter(Boolean).join('\n') };
}
