import type { ImportedOrganisation } from './import.rules.js';
import { isPeriod } from './membership-text.rules.js';
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
