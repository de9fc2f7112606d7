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
  /** Given names, then family names. */
  names: string[];
  /** The same as one word; and as they stand in order of letters. */
  run: string;
  sorted: string;
  /** As written, folded. */
  full: string;
  phoneKey: string;
  mailboxes: string[];
  /** What stands before the @, without the signs between words. */
  locals: string[];
  /** Names of the places of work, folded. */
  places: string[];
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

export function prepared(person: PersonTraits): PreparedPerson {
  const [given, family] = [sounds(person.givenName), sounds(person.familyName)];
  const names = [...given, ...family];
  const mailboxes = person.emails.map(mailboxOf);
  return {
    ...person,
    ...{ given, family, names, run: names.join(''), sorted: joined([...names].sort()), full: fold(fullName(person)) },
    ...{ phoneKey: phoneKeyOf(person.phone), mailboxes, locals: mailboxes.map(localPartOf) },
    places: person.organisations.map(fold),
  };
}

/** How much speaks for two records being one person, and why. */
export function personLikeness(left: PreparedPerson, right: PreparedPerson): Likeness {
  return weighed(signsOf(left, right).map((sign) => reason(sign, left, right)));
}

/** The points alone: of many pairs few are alike, and only of those the reasons are asked for. */
export const personPoints = (left: PreparedPerson, right: PreparedPerson): number =>
  signsOf(left, right).reduce((sum, sign) => sum + weights.person[sign], 0);

function signsOf(left: PreparedPerson, right: PreparedPerson): Sign[] {
  const signs: Sign[] = [nameSignOf(left, right)];
  const mail = mailSignOf(left, right);
  if (mail) signs.push(mail);
  if (left.phoneKey !== '' && left.phoneKey === right.phoneKey) signs.push('samePhone');
  if (left.stateCode && right.stateCode) signs.push(left.stateCode === right.stateCode ? 'sameState' : 'otherState');
  if (sharedPlace(left, right) !== undefined) signs.push('sameOrganisation');
  return signs;
}

type Wording = (left: PreparedPerson, right: PreparedPerson) => [left: string | undefined, right: string | undefined];

const fullNames: Wording = (left, right) => [fullName(left), fullName(right)];

/** What is told of a sign of either record; of a sign of the names, the names. */
const wordings: Partial<Record<Sign, Wording>> = {
  sameEmail: (left, right) => {
    const same = sharedMailbox(left, right);
    return [same, same];
  },
  likeEmail: (left, right) => {
    const local = sharedLocalPart(left, right);
    return [left.mailboxes[left.locals.indexOf(local!)], right.mailboxes[right.locals.indexOf(local!)]];
  },
  samePhone: (left, right) => [left.phone ?? '', right.phone ?? ''],
  sameState: (left, right) => [left.stateCode ?? '', right.stateCode ?? ''],
  otherState: (left, right) => [left.stateCode ?? '', right.stateCode ?? ''],
  sameOrganisation: (left, right) => {
    const shared = sharedPlace(left, right);
    return [shared, shared];
  },
};

function reason(sign: Sign, left: PreparedPerson, right: PreparedPerson): Reason {
  const [ours = '', theirs = ''] = (wordings[sign] ?? fullNames)(left, right);
  return { sign, weight: weights.person[sign], left: ours, right: theirs };
}

const fullName = ({ givenName, familyName }: PersonTraits): string => `${givenName} ${familyName}`.trim();
const joined = (parts: readonly string[]): string => parts.join(' ');

/** From the strongest sign to the weakest. */
const nameTests: { sign: Sign; holds: (left: PreparedPerson, right: PreparedPerson) => boolean }[] = [
  { sign: 'sameName', holds: (a, b) => a.full === b.full },
  { sign: 'soundingName', holds: (a, b) => a.run === b.run },
  { sign: 'swappedName', holds: (a, b) => a.sorted === b.sorted },
  { sign: 'furtherName', holds: (a, b) => isPartOf(a.names, b.names) || isPartOf(b.names, a.names) },
  { sign: 'misspeltName', holds: (a, b) => isMisspelt(a, b, 7) },
  { sign: 'likeName', holds: (a, b) => isMisspelt(a, b, 4) },
  { sign: 'initialName', holds: (a, b) => isShortened(a, b) || isShortened(b, a) },
];

function nameSignOf(left: PreparedPerson, right: PreparedPerson): Sign {
  const found = nameTests.find(({ holds }) => holds(left, right));
  if (found) return found.sign;
  return left.family.some((word) => right.family.includes(word)) ? 'otherGivenName' : 'otherName';
}

/** All names of one are among those of the other: a second given name, one of two family names. */
const isPartOf = (some: readonly string[], more: readonly string[]): boolean =>
  some.length >= 2 && some.every((word) => more.includes(word));

/** Name by name the same, but for a slip of the pen in one of at least so many letters; two slips in a long one. */
function isMisspelt(left: PreparedPerson, right: PreparedPerson, letters: number): boolean {
  const [ours, theirs] = [left.names, right.names];
  if (ours.length !== theirs.length || ours.length < 2) return false;
  const wrong = ours.findIndex((word, at) => word !== theirs[at]);
  const isOnly = wrong >= 0 && ours.every((word, at) => at <= wrong || word === theirs[at]);
  return isOnly && isSlip(ours[wrong]!, theirs[wrong]!, letters);
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

function mailSignOf(left: PreparedPerson, right: PreparedPerson): Sign | null {
  if (sharedMailbox(left, right) !== undefined) return 'sameEmail';
  return sharedLocalPart(left, right) === undefined ? null : 'likeEmail';
}

const sharedMailbox = (left: PreparedPerson, right: PreparedPerson): string | undefined =>
  left.mailboxes.find((mailbox) => right.mailboxes.includes(mailbox));

const sharedLocalPart = (left: PreparedPerson, right: PreparedPerson): string | undefined =>
  left.locals.find((local) => local.length >= 6 && right.locals.includes(local));

/** The name of a place of work of both, as the right one has it. */
function sharedPlace(left: PreparedPerson, right: PreparedPerson): string | undefined {
  const at = right.places.findIndex((place) => left.places.includes(place));
  return at < 0 ? undefined : right.organisations[at];
}

/** Persons who share a key are compared. */
export function personKeys(person: PreparedPerson): string[] {
  const names = person.names.slice(0, 5);
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
  const names = person.names;
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
