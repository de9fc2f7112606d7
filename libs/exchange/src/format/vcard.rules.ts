import type { ImportField } from '../row/import-columns.rules.js';

/** One line of a card: `EMAIL;TYPE=work:kari@example.org`. */
interface Property {
  name: string;
  params: string;
  value: string;
}

export type CardField = Exclude<ImportField, 'group' | 'role' | 'from' | 'to'>;

export const cardFields: readonly CardField[] = [
  ...(['givenName', 'familyName', 'name', 'email', 'organisation', 'function', 'state', 'phone'] as const),
  ...([
    'languages',
    'topics',
    'countries',
    'methods',
    'note',
    'externalKey',
    'organisationNumber',
    'organisationType',
  ] as const),
  ...(['memberships', 'affiliations', 'mailLanguage', 'acronym', 'website'] as const),
];

export type Card = Partial<Record<CardField, string>>;

/** Why a file of cards cannot be read; `row` is the number of the card. */
export type CardFault = { fault: 'notCards' | 'cardVersion' | 'cardOpen'; row: number };

/** Properties that vCard has no word for. */
const own: Readonly<Record<string, CardField>> = {
  'X-EXTERNAL-KEY': 'externalKey',
  'X-ORGANISATION-NUMBER': 'organisationNumber',
  'X-ORGANISATION-TYPE': 'organisationType',
  'X-MEMBERSHIPS': 'memberships',
  'X-AFFILIATIONS': 'affiliations',
  'X-COUNTRIES': 'countries',
  'X-METHODS': 'methods',
  'X-MAIL-LANGUAGE': 'mailLanguage',
  'X-ACRONYM': 'acronym',
};
const ownNames = new Map(Object.entries(own).map(([name, field]) => [field, name]));

const plain: Readonly<Record<string, CardField>> = {
  ...{ FN: 'name', TITLE: 'function', NOTE: 'note', URL: 'website', EMAIL: 'email', TEL: 'phone', LANG: 'languages' },
  ...own,
};
/** Those that hold several parts, and what the weightiest is. */
const partly: Readonly<Record<string, CardField>> = {
  ...{ N: 'familyName', ORG: 'organisation', ADR: 'state', CATEGORIES: 'topics' },
};
/** Lines of which a card may have several, which become one list. */
const joined: ReadonlySet<CardField> = new Set(['email', 'languages', 'topics', 'countries', 'methods', 'note']);

/** Cards of version 3.0 (RFC 2426) and 4.0 (RFC 6350). */
export function readCards(text: string): Card[] | CardFault {
  const read: Reading = { cards: [], current: null };
  for (const line of unfolded(text)) {
    const property = propertyOf(line);
    const fault = property && heard(read, property);
    if (fault) return { fault, row: read.cards.length + 1 };
  }
  if (read.current) return { fault: 'cardOpen', row: read.cards.length + 1 };
  return read.cards.length ? read.cards : { fault: 'notCards', row: 1 };
}

interface Reading {
  cards: Card[];
  current: Card | null;
}

function heard(read: Reading, property: Property): CardFault['fault'] | null {
  const { name, value } = property;
  if (name === 'BEGIN') read.current = {};
  else if (name === 'END') close(read);
  else if (name === 'VERSION') return /^[34]\.0$/.test(value.trim()) ? null : 'cardVersion';
  else if (read.current) take(read.current, property);
  return null;
}

function close(read: Reading): void {
  if (read.current) read.cards.push(read.current);
  read.current = null;
}

/** A line that begins with a space belongs to the one before; of a line in a million pieces only a few are apart at once. */
function* unfolded(text: string): Generator<string> {
  let [line, pieces] = ['', [] as string[]];
  for (const piece of cut(text)) {
    const isMore = pieces.length > 0 && /^[ \t]/.test(piece);
    if (!isMore && pieces.length) {
      yield line + pieces.join('');
      [line, pieces] = ['', []];
    }
    pieces.push(isMore ? piece.slice(1) : piece);
    if (pieces.length > 4096) [line, pieces] = [line + pieces.join(''), ['']];
  }
  yield line + pieces.join('');
}

/** At `\n`, `\r\n` or `\r`. */
function* cut(text: string): Generator<string> {
  const end = /\r\n?|\n/g;
  let from = 0;
  for (let found = end.exec(text); found; found = end.exec(text)) {
    yield text.slice(from, found.index);
    from = end.lastIndex;
  }
  yield text.slice(from);
}

function propertyOf(line: string): Property | null {
  const colon = colonIn(line);
  if (colon < 1) return null;
  const [head = '', ...params] = line.slice(0, colon).split(';');
  const name = head
    .slice(head.lastIndexOf('.') + 1)
    .trim()
    .toUpperCase();
  return { name, params: params.join(';').toUpperCase(), value: line.slice(colon + 1) };
}

/** The first one that does not stand in quotes. */
function colonIn(line: string): number {
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') quoted = !quoted;
    else if (line[at] === ':' && !quoted) return at;
  }
  return -1;
}

/** What no field can take is not taken apart: it is told by its length. */
const longest = 20_000;

function take(card: Card, { name, value }: Property): void {
  if (value.length > longest) return put(card, partly[name] ?? plain[name], value);
  if (name === 'N') return takeName(card, value);
  if (name === 'ORG') return put(card, 'organisation', parts(value, ';')[0] ?? '');
  if (name === 'ADR') return put(card, 'state', parts(value, ';')[6] ?? '');
  if (name === 'CATEGORIES') return put(card, 'topics', parts(value, ',').join('; '));
  const field = plain[name];
  put(card, field, field === 'phone' ? unescaped(value).replace(/^tel:/i, '') : unescaped(value));
}

function takeName(card: Card, value: string): void {
  const [family = '', given = '', middle = ''] = parts(value, ';');
  put(card, 'familyName', family);
  put(card, 'givenName', [given, middle].filter(Boolean).join(' '));
}

function put(card: Card, field: CardField | undefined, text: string): void {
  if (!field || text === '') return;
  const before = card[field];
  if (before === undefined) card[field] = text;
  else if (joined.has(field)) card[field] = `${before}${field === 'note' ? '\n' : '; '}${text}`;
}

/** Pieces between separators that are not escaped. */
function parts(value: string, separator: ';' | ','): string[] {
  const pieces = [''];
  for (let at = 0; at < value.length; at += 1) {
    const letter = value[at]!;
    if (letter === '\\' && at + 1 < value.length) {
      pieces[pieces.length - 1] += letter + value[at + 1]!;
      at += 1;
    } else if (letter === separator) pieces.push('');
    else pieces[pieces.length - 1] += letter;
  }
  return pieces.map((piece) => unescaped(piece));
}

const unescaped = (text: string): string =>
  text.replace(/\\(.)/gs, (_, letter: string) => (letter === 'n' || letter === 'N' ? '\n' : letter));

const escaped = (text: string): string =>
  text.replace(/[\\,;]/g, (letter) => `\\${letter}`).replace(/\r\n|\r|\n/g, '\\n');

/** Lists of a field, one line or one piece each. */
const pieces = (text: string | undefined): string[] => (text ?? '').split('; ').filter((piece) => piece !== '');

/** One card of version 4.0; an organisation says so. @param uid stays the same for the same record */
export function cardText(card: Card, { uid, isOrganisation }: { uid: string; isOrganisation: boolean }): string {
  const name = [card.givenName, card.familyName].filter(Boolean).join(' ') || card.name || card.organisation || '';
  const lines = [
    ...['BEGIN:VCARD', 'VERSION:4.0', `KIND:${isOrganisation ? 'org' : 'individual'}`, `UID:urn:uuid:${uid}`],
    `FN:${escaped(name)}`,
    ...(isOrganisation ? [] : [`N:${escaped(card.familyName ?? '')};${escaped(card.givenName ?? '')};;;`]),
    ...pieces(card.email).map((address) => `EMAIL:${escaped(address)}`),
    ...line('TEL;VALUE=text', card.phone),
    ...line('ORG', card.organisation),
    ...line('TITLE', card.function),
    ...(card.state ? [`ADR:;;;;;;${escaped(card.state)}`] : []),
    ...pieces(card.languages).map((language) => `LANG:${escaped(language)}`),
    ...(card.topics ? [`CATEGORIES:${pieces(card.topics).map(escaped).join(',')}`] : []),
    ...line('URL', card.website),
    ...line('NOTE', card.note),
    ...[...ownNames].flatMap(([field, property]) => line(property, card[field])),
    'END:VCARD',
  ];
  return lines.map(folded).join('\r\n') + '\r\n';
}

const line = (property: string, text: string | undefined): string[] => (text ? [`${property}:${escaped(text)}`] : []);

/** At most 75 octets in a line (RFC 6350, 3.2); a letter is never cut. */
function folded(text: string): string {
  let [out, room] = ['', 75];
  for (const letter of text) {
    const size = Buffer.byteLength(letter);
    if (size > room) {
      out += '\r\n ';
      room = 74;
    }
    out += letter;
    room -= size;
  }
  return out;
}
