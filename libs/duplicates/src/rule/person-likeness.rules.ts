import { fold } from '@samrad/platform/pure';
import type { Likeness, Reason } from './rule.types.js';
import { weighed, weights } from './rule-sets.rules.js';
import { inLatin, slips, soundOf } from './sound.rules.js';

/** What is compared of a person. */
export interface PersonTraits {
  givenName: string;
  familyName: string;
  stateCode: string | null;
  phone: string | null;
  emails: readonly string[];
  /** Names of the places of work, past ones too. */
  organisations: readonly string[];
}

/** The same, made ready once for many comparisons. */
export interface PreparedPerson extends PersonTraits {
  given: string[];
  family: string[];
  phoneKey: string;
  mailboxes: string[];
}

type Sign = keyof typeof weights.person;

const words = (text: string): string[] => text.split(/[\s.’'`-]+/).filter(Boolean);
const sounds = (text: string): string[] => words(inLatin(text)).map(soundOf).filter(Boolean);

/** The last eight digits: the country's code may be there or not. */
export const phoneKeyOf = (phone: string | null): string => {
  const digits = (phone ?? '').replace(/\D/g, '');
  return digits.length < 7 ? '' : digits.slice(-8);
};

/** A mailbox without what some write after a plus sign. */
export const mailboxOf = (address: string): string => fold(address).replace(/\+[^@]*@/, '@');
const localPartOf = (mailbox: string): string => mailbox.split('@')[0]!.replace(/[._-]/g, '');

export const prepared = (person: PersonTraits): PreparedPerson => ({
  ...person,
  given: sounds(person.givenName),
  family: sounds(person.familyName),
  phoneKey: phoneKeyOf(person.phone),
  mailboxes: person.emails.map(mailboxOf),
});

/** How much speaks for two records being one person, and why. */
export function personLikeness(left: PreparedPerson, right: PreparedPerson): Likeness {
  const found = [nameSign(left, right), ...mailSigns(left, right), phoneSign(left, right), ...placeSigns(left, right)];
  return weighed(found.filter((reason) => reason !== null));
}

const reason = (sign: Sign, left = '', right = ''): Reason => ({ sign, weight: weights.person[sign], left, right });

const fullName = ({ givenName, familyName }: PersonTraits): string => `${givenName} ${familyName}`.trim();
const joined = (parts: readonly string[]): string => parts.join(' ');

function nameSign(left: PreparedPerson, right: PreparedPerson): Reason {
  return reason(nameSignOf(left, right), fullName(left), fullName(right));
}

/** From the strongest sign to the weakest. */
const nameTests: { sign: Sign; holds: (left: PreparedPerson, right: PreparedPerson) => boolean }[] = [
  { sign: 'sameName', holds: (a, b) => fold(fullName(a)) === fold(fullName(b)) },
  { sign: 'soundingName', holds: (a, b) => all(a).join('') === all(b).join('') },
  { sign: 'swappedName', holds: (a, b) => joined(all(a).sort()) === joined(all(b).sort()) },
  { sign: 'furtherName', holds: (a, b) => isPartOf(all(a), all(b)) || isPartOf(all(b), all(a)) },
  { sign: 'misspeltName', holds: (a, b) => isMisspelt(a, b, 7) },
  { sign: 'likeName', holds: (a, b) => isMisspelt(a, b, 4) },
  { sign: 'initialName', holds: (a, b) => isShortened(a, b) || isShortened(b, a) },
];

function nameSignOf(left: PreparedPerson, right: PreparedPerson): Sign {
  const found = nameTests.find(({ holds }) => holds(left, right));
  if (found) return found.sign;
  return left.family.some((word) => right.family.includes(word)) ? 'otherGivenName' : 'otherName';
}

const all = ({ given, family }: PreparedPerson): string[] => [...given, ...family];

/** All names of one are among those of the other: a second given name, one of two family names. */
const isPartOf = (some: readonly string[], more: readonly string[]): boolean =>
  some.length >= 2 && some.every((word) => more.includes(word));

/** Name by name the same, but for a slip of the pen in one of at least so many letters; two slips in a long one. */
function isMisspelt(left: PreparedPerson, right: PreparedPerson, letters: number): boolean {
  const [ours, theirs] = [all(left), all(right)];
  if (ours.length !== theirs.length || ours.length < 2) return false;
  const wrong = ours.flatMap((word, at) => (word === theirs[at] ? [] : [{ word, other: theirs[at]! }]));
  return wrong.length === 1 && wrong.every(({ word, other }) => isSlip(word, other, letters));
}

function isSlip(word: string, other: string, letters: number): boolean {
  const most = word.length < 9 ? 1 : 2;
  return word.length >= letters && word[0] === other[0] && slips(word, other) <= most;
}

/** `A. Hansen` beside `Anna Hansen`, `Ole Kr.` beside `Ole Kristian`. */
function isShortened(short: PreparedPerson, long: PreparedPerson): boolean {
  if (!short.given.length || joined(short.family) !== joined(long.family)) return false;
  const isPart = (word: string, at: number) => word.length <= 2 && long.given[at]?.startsWith(word);
  return short.given.every((word, at) => word === long.given[at] || isPart(word, at));
}

function mailSigns(left: PreparedPerson, right: PreparedPerson): Reason[] {
  const same = left.mailboxes.find((mailbox) => right.mailboxes.includes(mailbox));
  if (same) return [reason('sameEmail', same, same)];
  for (const mailbox of left.mailboxes) {
    const local = localPartOf(mailbox);
    const other = right.mailboxes.find((one) => local.length >= 6 && localPartOf(one) === local);
    if (other) return [reason('likeEmail', mailbox, other)];
  }
  return [];
}

function phoneSign(left: PreparedPerson, right: PreparedPerson): Reason | null {
  const isSame = left.phoneKey !== '' && left.phoneKey === right.phoneKey;
  return isSame ? reason('samePhone', left.phone ?? '', right.phone ?? '') : null;
}

function placeSigns(left: PreparedPerson, right: PreparedPerson): Reason[] {
  const found: Reason[] = [];
  if (left.stateCode && right.stateCode) {
    const sign = left.stateCode === right.stateCode ? 'sameState' : 'otherState';
    found.push(reason(sign, left.stateCode, right.stateCode));
  }
  const known = new Set(left.organisations.map(fold));
  const shared = right.organisations.find((name) => known.has(fold(name)));
  if (shared) found.push(reason('sameOrganisation', shared, shared));
  return found;
}

/** Persons who share a key are compared. */
export function personKeys(person: PreparedPerson): string[] {
  const names = all(person).slice(0, 5);
  const keys = new Set<string>();
  for (const [at, one] of names.entries()) {
    for (const other of names.slice(at + 1)) pairKeys(one, other).forEach((key) => keys.add(key));
  }
  if (person.phoneKey) keys.add(`p:${person.phoneKey}`);
  for (const mailbox of person.mailboxes) keys.add(`m:${localPartOf(mailbox)}`);
  return [...keys];
}

/** A few keys of which persons who are one mostly share at least one: for looking for many at once. */
export function sharpKeys(person: PreparedPerson): string[] {
  const names = all(person);
  const ends = [person.given[0], person.family.at(-1)].filter(Boolean).sort();
  return [
    ...(names.length ? [`n:${[...names].sort().join(' ')}`] : []),
    ...(ends.length === 2 ? [`f:${ends.join(' ')}`] : []),
    ...(person.phoneKey ? [`p:${person.phoneKey}`] : []),
    ...person.mailboxes.map(localPartOf).flatMap((local) => (local.length >= 6 ? [`m:${local}`] : [])),
  ];
}

/** The beginnings of two names, their ends, and each whole with the other's first letter, in either order. */
function pairKeys(one: string, other: string): string[] {
  const sorted = (a: string, b: string) => (a < b ? `${a}|${b}` : `${b}|${a}`);
  return [
    `a:${sorted(one.slice(0, 4), other.slice(0, 4))}`,
    `z:${sorted(one.slice(-4), other.slice(-4))}`,
    `i:${one}|${other[0]}`,
    `i:${other}|${one[0]}`,
  ];
}
