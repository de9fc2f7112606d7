import type { RowReader } from './import-row.rules.js';
import { wordKey } from './import-text.rules.js';
import type { ImportedOrganisation, ImportedPerson } from './import.rules.js';
import { clashing, isPeriod } from './membership-text.rules.js';
import { readOrganisationType, readState } from './import-words.rules.js';

/** A place of work as one place of a file holds several of them. */
export interface AffiliationText {
  organisation: ImportedOrganisation;
  function: string | null;
  from: string | null;
  to: string | null;
}

/**
 * `Directorate of Police | Adviser | 2020-01-01/2022-12-31 | NO | police | 982531950`: name, function, days, State,
 * type and number. An open side of the period is blank; what is blank at the end is left out; a backslash stands before
 * `|`, `;` and itself.
 */
export function affiliationText({ organisation, function: title, from, to }: AffiliationText): string {
  const period = from === null && to === null ? null : `${from ?? ''}/${to ?? ''}`;
  const { name, stateCode, type, number } = organisation;
  const parts = [name, title, period, stateCode, type, number].map((part) => escaped(part ?? ''));
  return parts.slice(0, parts.findLastIndex((part) => part !== '') + 1).join(' | ');
}

/** @param states from `stateIndex` */
export function readAffiliations(text: string, states: ReadonlyMap<string, string>) {
  const read: { affiliations: AffiliationText[]; faulty: string[] } = { affiliations: [], faulty: [] };
  for (const piece of affiliationsIn(text)) {
    const affiliation = readOne(piece, states);
    if (affiliation) read.affiliations.push(affiliation);
    else read.faulty.push(piece);
  }
  return read;
}

const longest = { name: 200, function: 200, number: 40 } as const;

/** From the column that holds several; told what cannot be read or is too long. */
export function affiliationsOf(reader: RowReader, states: ReadonlyMap<string, string>): AffiliationText[] {
  const read = readAffiliations(reader.text('affiliations'), states);
  if (read.faulty.length > 0) reader.error('affiliations', 'affiliationsUnread', { pieces: read.faulty.join('; ') });
  for (const { organisation, function: title } of read.affiliations) {
    reader.checkLength('affiliations', organisation.name, longest.name);
    reader.checkLength('affiliations', title ?? '', longest.function);
    reader.checkLength('affiliations', organisation.number ?? '', longest.number);
  }
  return read.affiliations;
}

/** Nobody is in one group twice on a day, or in one organisation. */
export function demandApart(reader: RowReader, person: ImportedPerson, groupNames: ReadonlyMap<string, string>): void {
  const { membership, memberships, affiliations, from, to } = person;
  const terms = [...(membership ? [{ ...membership, from, to }] : []), ...memberships];
  const [term] = clashing(terms, ({ groupId }) => groupId) ?? [];
  if (term) {
    const group = groupNames.get(term.groupId) ?? '';
    reader.error(memberships.length ? 'memberships' : 'group', 'membershipsClash', { group });
  }
  const placeKey = ({ organisation: { name, stateCode } }: AffiliationText) => `${wordKey(name)}|${stateCode ?? ''}`;
  const [place] = clashing(affiliations, placeKey) ?? [];
  if (place) reader.error('affiliations', 'affiliationsClash', { name: place.organisation.name });
}

/** Each of several as one text. */
export const affiliationsIn = (text: string): string[] => partsOf(text, /[;\n]/).filter((piece) => piece !== '');

const day = '\\d{4}-\\d\\d-\\d\\d';
const period = new RegExp(`^(?<from>${day})?/(?<to>${day})?$`);

function readOne(piece: string, states: ReadonlyMap<string, string>): AffiliationText | null {
  const parts = partsOf(piece, /\|/).map(unescaped);
  const [name = '', title = '', days = '', state = '', kind = '', number = ''] = parts;
  const { from = null, to = null } = (days === '' ? {} : period.exec(days)?.groups) ?? {};
  const [stateCode, type] = [told(state, (word) => readState(word, states)), told(kind, readOrganisationType)];
  const isRead = isPeriod(from, to) && (days === '' || period.test(days));
  if (name === '' || !isRead || parts.length > 6 || stateCode === undefined || type === undefined) return null;
  return { organisation: { name, type, stateCode, number: number || null }, function: title || null, from, to };
}

/** Null for nothing, undefined for a word without a meaning. */
const told = <T>(word: string, read: (word: string) => T | undefined): T | null | undefined =>
  word === '' ? null : read(word);

const escaped = (text: string): string => text.replace(/[\\|;]/g, (sign) => `\\${sign}`);
const unescaped = (text: string): string => text.replace(/\\([\\|;])/g, '$1');

/** Between separators that have no backslash before them, trimmed. */
function partsOf(text: string, separator: RegExp): string[] {
  const parts = [''];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    const isEscape = sign === '\\' && at + 1 < text.length;
    if (!isEscape && separator.test(sign)) parts.push('');
    else parts[parts.length - 1] += isEscape ? text.slice(at, (at += 1) + 1) : sign;
  }
  return parts.map((part) => part.trim());
}
