import { fold } from '@samrad/platform/pure';
import type { Likeness, Reason } from './rule.types.js';
import { weighed, weights } from './rule-sets.rules.js';
import { inLatin, slips, soundOf } from './sound.rules.js';

/** What is compared of an organisation. */
export interface OrganisationTraits {
  name: string;
  acronym: string | null;
  stateCode: string | null;
  website: string | null;
  /** In the register of its State. */
  number: string | null;
}

export interface PreparedOrganisation extends OrganisationTraits {
  /** Sounds of the words that say something. */
  words: string[];
  /** The same in the order of the name, without spaces. */
  whole: string;
  /** Letters that the name may be called by. */
  initials: string;
  short: string;
  host: string;
  numberKey: string;
}

type Sign = keyof typeof weights.organisation;

const listed = (text: string): Set<string> => new Set(text.split(' '));
/** Legal forms of the States of the network. */
const forms = listed(
  'as asa ans da sa ab oy oyj ry aps a/s ivs gmbh ev e.v ag kg ohg ug ggmbh ltd limited plc llc llp inc cic nv bv vzw asbl ' +
    'sprl srl spa sarl sas eurl sl slu scrl scp onlus ets ae epe ike sp zoo z.o.o kft zrt nyrt bt doo d.o.o dd d.d ad ood eood ' +
    'sia uab oü ou mtu mtü as sro s.r.o as a.s o.p.s zs z.s gie stiftelse stiftung foundation association verein',
);
/** Words that say nothing about which organisation it is. */
const fillers = listed(
  'the of for and in on at to a an og i pa av til fra den det de der die das des dem und fur fuer zur zum im vom von ' +
    'le la les du et en pour aux au a l d el los las y del para por il lo gli e di della delle dei per het van een ja ' +
    'w z i na do za pro och att an ir un the o os as da do dos national',
);

const wordsOf = (name: string): string[] =>
  inLatin(name)
    .split(/[^a-z0-9./]+/)
    .map((word) => word.replace(/^[./]+|[./]+$/g, ''))
    .filter(Boolean);

const telling = (name: string): string[] => wordsOf(name).filter((word) => !forms.has(word) && !fillers.has(word));

export const preparedOrganisation = (organisation: OrganisationTraits): PreparedOrganisation => ({
  ...organisation,
  words: [...new Set(telling(organisation.name).map(soundOf).filter(Boolean))].sort(),
  whole: telling(organisation.name).map(soundOf).join(''),
  initials: telling(organisation.name)
    .map((word) => word[0])
    .join(''),
  short: (organisation.acronym ? inLatin(organisation.acronym) : '').replace(/[^a-z0-9]/g, ''),
  host: hostOf(organisation.website),
  numberKey: (organisation.number ?? '').replace(/[^0-9a-z]/gi, '').toLowerCase(),
});

function hostOf(website: string | null): string {
  const host = /^https?:\/\/(?:www\d?\.)?([^/:?#]+)/i.exec(website ?? '')?.[1] ?? '';
  return host.toLowerCase();
}

/** How much speaks for two records being one organisation, and why. */
export function organisationLikeness(left: PreparedOrganisation, right: PreparedOrganisation): Likeness {
  const found = [numberSign(left, right), nameSign(left, right), websiteSign(left, right), stateSign(left, right)];
  return weighed(found.filter((reason) => reason !== null));
}

const reason = (sign: Sign, left: string | null = '', right: string | null = ''): Reason => ({
  sign,
  weight: weights.organisation[sign],
  left: left ?? '',
  right: right ?? '',
});

function numberSign(left: PreparedOrganisation, right: PreparedOrganisation): Reason | null {
  if (!left.numberKey || !right.numberKey) return null;
  return reason(left.numberKey === right.numberKey ? 'sameNumber' : 'otherNumber', left.number, right.number);
}

type Pair = (left: PreparedOrganisation, right: PreparedOrganisation) => boolean;

const nameTests: { sign: Sign; holds: Pair }[] = [
  { sign: 'sameName', holds: (a, b) => fold(a.name) === fold(b.name) },
  { sign: 'sameWords', holds: (a, b) => a.words.length > 0 && a.words.join(' ') === b.words.join(' ') },
  { sign: 'acronym', holds: (a, b) => isCalled(a, b) || isCalled(b, a) },
  { sign: 'likeWords', holds: (a, b) => isWord(a.whole, b.whole) || sharedPart(a.words, b.words) >= 0.75 },
];

function nameSign(left: PreparedOrganisation, right: PreparedOrganisation): Reason | null {
  const found = nameTests.find(({ holds }) => holds(left, right));
  if (found) return reason(found.sign, left.name, right.name);
  return sharedPart(left.words, right.words) < 0.4 ? reason('otherName', left.name, right.name) : null;
}

/** One is written by the letters that the other is called by: `UDI` and `Utlendingsdirektoratet (UDI)`. */
function isCalled(short: PreparedOrganisation, long: PreparedOrganisation): boolean {
  const letters = inLatin(short.name).replace(/[^a-z0-9]/g, '');
  if (letters.length < 2) return false;
  const called = [long.short, long.initials].some((other) => other.length > 1 && other === letters);
  const isShared = short.short.length > 2 && short.short === long.short;
  return called || isShared;
}

/** Words that say what kind of house it is: of many houses, and so little about which one. */
const kinds = new Set(
  [
    ...['institute', 'institut', 'institutet', 'institutt', 'instituttet', 'instituto', 'istituto', 'instytut'],
    ...['university', 'universitet', 'universitetet', 'universitaet', 'universite', 'universidad', 'universita'],
    ...['centre', 'center', 'centrum', 'senter', 'senteret', 'zentrum', 'centro', 'council', 'ministry', 'agency'],
  ].map(soundOf),
);

/** How much a word counts. */
const sizeOf = (words: readonly string[]): number =>
  words.reduce((sum, word) => sum + word.length / (kinds.has(word) ? 3 : 1), 0);

/** How much of the shorter list is in the longer one, a slip of the pen forgiven; 0 to 1. */
function sharedPart(some: readonly string[], others: readonly string[]): number {
  const [short, long] = some.length <= others.length ? [some, others] : [others, some];
  if (short.length < 2 && long.length > 1) return 0.5;
  const known = short.filter((word) => long.some((other) => isWord(word, other)));
  const size = sizeOf(short);
  return size === 0 ? 0 : sizeOf(known) / size;
}

const isWord = (one: string, other: string): boolean =>
  one === other || (one.length > 5 && slips(one, other) <= (one.length > 9 ? 2 : 1));

function websiteSign(left: PreparedOrganisation, right: PreparedOrganisation): Reason | null {
  return left.host !== '' && left.host === right.host ? reason('sameWebsite', left.host, right.host) : null;
}

function stateSign(left: PreparedOrganisation, right: PreparedOrganisation): Reason | null {
  if (!left.stateCode || !right.stateCode) return null;
  const sign = left.stateCode === right.stateCode ? 'sameState' : 'otherState';
  return reason(sign, left.stateCode, right.stateCode);
}

/** Organisations that share a key are compared. */
export function organisationKeys(organisation: PreparedOrganisation): string[] {
  const { words, host, short, initials, numberKey, name } = organisation;
  const letters = inLatin(name).replace(/[^a-z0-9]/g, '');
  const keys = words.flatMap((word) => [`a:${word.slice(0, 5)}`, `z:${word.slice(-5)}`]);
  if (host) keys.push(`h:${host}`);
  if (numberKey) keys.push(`n:${numberKey}`);
  for (const called of [short, initials, letters.length < 9 ? letters : ''])
    if (called.length > 1) keys.push(`s:${called}`);
  return [...new Set(keys)];
}
