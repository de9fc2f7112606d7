import type { MembershipRole } from '@samrad/network';
import type { OrganisationType } from '@samrad/network';
import { affiliationsOf, type AffiliationText, demandApart } from './affiliation-text.rules.js';
import { readAddresses } from './import-addresses.rules.js';
import type { ImportField, Mapping } from './import-columns.rules.js';
import { isOpenEnd, type PeriodEnd, readDay } from './import-days.rules.js';
import { known } from './match.rules.js';
import { type MembershipText, readMemberships } from './membership-text.rules.js';
import type { NameManner, Names } from './import-names.rules.js';
import { name } from './name-row.rules.js';
import { expertise } from './expertise-row.rules.js';
import { RowReader, type Problem } from './import-row.rules.js';
import { isBlank, looksLikeFormula, wordKey } from './import-text.rules.js';
import { readLanguage, readOrganisationType, readRole, readState } from './import-words.rules.js';

export { addressKey } from '@samrad/platform/pure';
export type { Problem } from './import-row.rules.js';

/** One row of a spreadsheet: `Sheet.rows` of `@samrad/platform/files` fits. */
export interface ImportRow {
  number: number;
  cells: readonly string[];
}

/** What is already in the register, and what was chosen for those found there. */
export interface ImportLookups {
  /** From `stateIndex`. */
  states: ReadonlyMap<string, string>;
  /** `addressKey` of every address in the register → person. */
  persons: ReadonlyMap<string, string>;
  /** External key → persons who have it. */
  keys: ReadonlyMap<string, readonly string[]>;
  /** How persons are called, for those whom a row could mean. */
  names: ReadonlyMap<string, string>;
  /** By what a row finds its person. */
  match: 'email' | 'externalKey';
  /** `wordKey` of every code and name of a group → group. */
  groups: ReadonlyMap<string, string>;
  /** Group → its short name. */
  groupNames: ReadonlyMap<string, string>;
  /** `wordKey` of every code and name of a topic → its code. */
  topics: ReadonlyMap<string, string>;
  /** `wordKey` of every code and name of a country of origin → its code. */
  countries: ReadonlyMap<string, string>;
  /** The same of methods. */
  methods: ReadonlyMap<string, string>;
  /** The group of rows that name none; null for no membership then. */
  defaultGroupId: string | null;
  /** How names are taken. */
  manner: NameManner;
  /** What becomes of a person whose address is in the register. */
  whenKnown: 'update' | 'complete' | 'skip';
  /** The headings of the file: they stand before words that go to the note. */
  header: readonly string[];
}

export interface ImportedOrganisation {
  name: string;
  type: OrganisationType | null;
  stateCode: string | null;
  number: string | null;
}

/** A row that can be taken in. Days are `YYYY-MM-DD`, languages ISO 639-1, States ISO 3166-1 alpha-2. */
export interface ImportedPerson {
  row: number;
  decision: 'create' | 'update' | 'skip';
  /** The person in the register who has one of the addresses. */
  personId: string | null;
  givenName: string;
  familyName: string;
  /** The name as the row writes it. */
  written: Names;
  /** The first is the primary one. */
  addresses: string[];
  stateCode: string | null;
  phone: string | null;
  languages: string[];
  /** Codes. */
  topics: string[];
  countries: string[];
  methods: string[];
  externalKey: string | null;
  mailLanguage: 'nb' | 'nn' | 'en' | null;
  /** Includes words that were no known topic or language, behind their heading. */
  note: string | null;
  organisation: ImportedOrganisation | null;
  function: string | null;
  membership: { groupId: string; role: MembershipRole } | null;
  /** From a column that holds several, each with its days. */
  memberships: MembershipText[];
  /** Places of work from a column that holds several, each with its days. */
  affiliations: AffiliationText[];
  /** The period of the membership, or of the affiliation when there is no membership; both days included. */
  from: string | null;
  to: string | null;
}

export interface JudgedRow {
  row: number;
  /** Nothing in the row: neither a person nor a problem. */
  isEmpty: boolean;
  /** Absent when a problem is an error. */
  person?: ImportedPerson;
  problems: Problem[];
}

/** Organisations of these types belong to a State. */
const nationalTypes: ReadonlySet<OrganisationType | null> = new Set(['governmental', 'police', null]);

/** Organisations of these types belong to none, whatever State their people stand for. */
const supranationalTypes: ReadonlySet<OrganisationType | null> = new Set([
  'international',
  'eu_institution',
  'eu_agency',
]);

/** Longest texts that the register takes, in characters. */
const longest = {
  organisation: 200,
  function: 200,
  phone: 40,
  note: 4_000,
  externalKey: 100,
  number: 40,
} as const;

/** Judges one row by itself; what it has in common with other rows is for `judgeRows`. */
export function judgeRow(row: ImportRow, mapping: Mapping, lookups: ImportLookups): JudgedRow {
  const reader = new RowReader(row, mapping);
  if (reader.isEmpty) return { row: row.number, isEmpty: true, problems: [] };
  const externalKey = line(reader, 'externalKey', longest.externalKey);
  const addresses = emails(reader);
  const found = known(reader, { addresses: addresses.addresses, externalKey }, lookups);
  if (addresses.addresses.length === 0 && found.personId === null && !reader.hasErrorIn('email'))
    reader.error('email', 'addressMissing');
  const stateCode = state(reader, lookups);
  const extra: string[] = [];
  const person: ImportedPerson = {
    row: row.number,
    ...found,
    ...name(reader, addresses.displayName, lookups),
    addresses: addresses.addresses,
    stateCode,
    phone: phone(reader),
    externalKey,
    mailLanguage: mailLanguage(reader),
    ...expertise(reader, extra, lookups),
    organisation: organisation(reader, stateCode),
    function: line(reader, 'function', longest.function),
    membership: membership(reader, lookups),
    memberships: memberships(reader, lookups),
    affiliations: affiliationsOf(reader, lookups.states),
    ...period(reader),
    note: note(reader, extra),
  };
  demandApart(reader, person, lookups.groupNames);
  const { problems } = reader;
  return { row: row.number, isEmpty: false, problems, ...(reader.hasErrors ? {} : { person }) };
}

function emails(reader: RowReader) {
  const read = readAddresses(reader.text('email'));
  if (read.invalid.length > 0) reader.error('email', 'addressInvalid', { pieces: read.invalid.join(' ') });
  if (read.isTidied && read.invalid.length === 0)
    reader.warn('email', 'addressTidied', { used: read.addresses.join(', ') });
  return read;
}

function state(reader: RowReader, lookups: ImportLookups): string | null {
  const text = reader.oneLine('state');
  if (text === '') return null;
  const code = readState(text, lookups.states);
  if (!code) reader.error('state', 'stateUnknown');
  return code ?? null;
}

function organisation(reader: RowReader, stateCode: string | null): ImportedPerson['organisation'] {
  const name = line(reader, 'organisation', longest.organisation);
  const type = organisationType(reader);
  if (name === null) {
    if (reader.hasColumn('organisation')) reader.warn('organisation', 'organisationMissing');
    return null;
  }
  if (nationalTypes.has(type) && reader.oneLine('state') === '') reader.warn('state', 'stateMissing');
  const number = line(reader, 'organisationNumber', longest.number);
  return { name, type, stateCode: supranationalTypes.has(type) ? null : stateCode, number };
}

function organisationType(reader: RowReader): OrganisationType | null {
  const text = reader.oneLine('organisationType');
  if (text === '') return null;
  const type = readOrganisationType(text);
  if (!type) reader.error('organisationType', 'organisationTypeUnknown');
  return type ?? null;
}

function membership(reader: RowReader, lookups: ImportLookups): ImportedPerson['membership'] {
  const roleText = reader.oneLine('role');
  const role = roleText === '' ? 'member' : readRole(roleText);
  if (!role) reader.error('role', 'roleUnknown');
  const groupId = group(reader, lookups);
  if (groupId === null && roleText !== '') reader.warn('role', 'roleWithoutGroup');
  return groupId && role ? { groupId, role } : null;
}

function memberships(reader: RowReader, lookups: ImportLookups): MembershipText[] {
  const read = readMemberships(reader.text('memberships'), lookups);
  if (read.faulty.length > 0) reader.error('memberships', 'membershipsUnread', { pieces: read.faulty.join('; ') });
  return read.memberships;
}

function mailLanguage(reader: RowReader): ImportedPerson['mailLanguage'] {
  const text = reader.oneLine('mailLanguage');
  if (text === '') return null;
  const code = readLanguage(text);
  if (code === 'nb' || code === 'nn' || code === 'en') return code;
  reader.error('mailLanguage', 'mailLanguageUnknown');
  return null;
}

/** Null for no group, undefined for one that is not in the register. */
function group(reader: RowReader, lookups: ImportLookups): string | null | undefined {
  const text = reader.oneLine('group');
  if (text === '') return lookups.defaultGroupId;
  const groupId = lookups.groups.get(wordKey(text));
  if (groupId === undefined) reader.error('group', 'groupUnknown');
  return groupId;
}

function period(reader: RowReader): { from: string | null; to: string | null } {
  const [from, to] = [day(reader, 'from'), day(reader, 'to')];
  if (from !== null && to !== null && to < from) reader.error('to', 'toBeforeFrom', { from, to });
  return { from, to };
}

function day(reader: RowReader, end: PeriodEnd): string | null {
  const text = reader.oneLine(end);
  if (text === '' || (end === 'to' && isOpenEnd(text))) return null;
  const reading = readDay(text, end);
  if ('fault' in reading) {
    reader.error(end, reading.fault);
    return null;
  }
  if (reading.oddity) reader.warn(end, reading.oddity, { used: reading.day });
  return reading.day;
}

function phone(reader: RowReader): string | null {
  const text = line(reader, 'phone', longest.phone);
  const digits = text?.replace(/\D/g, '').length ?? 0;
  if (text !== null && (digits < 4 || digits > 20)) reader.warn('phone', 'phoneOdd');
  return text;
}

function note(reader: RowReader, extra: readonly string[]): string | null {
  const text = reader.text('note');
  const whole = [isBlank(text) ? '' : text, ...extra].filter((part) => part !== '').join('\n');
  reader.checkLength('note', whole, longest.note);
  if (looksLikeFormula(text)) reader.warn('note', 'formula');
  return whole || null;
}

function line(reader: RowReader, field: ImportField, max: number): string | null {
  const text = reader.oneLine(field);
  if (text === '') return null;
  reader.checkLength(field, text, max);
  if (looksLikeFormula(text)) reader.warn(field, 'formula');
  return text;
}
