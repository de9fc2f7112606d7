import { addressKey, isAddress } from '@samrad/platform/pure';
import { isBlank } from './import-text.rules.js';

export interface AddressCell {
  /** Valid addresses as written, the first is the primary one; the same one twice is kept once. */
  addresses: string[];
  /** Pieces that are no address. */
  invalid: string[];
  /** A name that stood with an address: `Kari Nordmann <kari@example.org>`. */
  displayName: string | null;
  /** Something had to be taken off: `mailto:`, a full stop at the end. */
  isTidied: boolean;
}

const connectors = new Set([
  'or',
  'and',
  'og',
  'eller',
  'and/or',
  '&',
  '+',
  'e-mail:',
  'e-post:',
  'email:',
  'cc:',
  'copy:',
  'kopi:',
]);

/** Longer pieces are no addresses and not worth a closer look; 254 characters are the most an address may have. */
const LONGEST = 320;

/** The addresses in a cell, separated by `;` `,` `/` `|`, a space or a line break, with or without names. */
export function readAddresses(text: string): AddressCell {
  const cell: AddressCell = { addresses: [], invalid: [], displayName: null, isTidied: false };
  const [first = '', ...others] = text.split('<');
  let before = first;
  for (const segment of others) {
    const end = segment.indexOf('>');
    takeNamed(cell, before, end < 0 ? segment : segment.slice(0, end));
    before = end < 0 ? '' : segment.slice(end + 1);
  }
  takeBare(cell, before);
  return cell;
}

function takeNamed(cell: AddressCell, text: string, address: string) {
  const start = Math.max(text.lastIndexOf(';'), text.lastIndexOf('\n')) + 1;
  const { before, display } = nameBefore(text.slice(start));
  takeBare(cell, `${text.slice(0, start)} ${before}`);
  add(cell, address.trim());
  cell.displayName ??= display;
}

function takeBare(cell: AddressCell, text: string) {
  for (const piece of text.split(/[\s;,/|]+/)) if (!isNoise(piece)) add(cell, piece);
}

/** Before the name in front of `<…>` other addresses may stand: `a@b.no, Kari Nordmann <…>`. */
function nameBefore(name: string): { before: string; display: string | null } {
  const pieces = name.split(/(?<=@[^\s,/|]+)[\s,/|]+/);
  const before = pieces.filter((piece) => piece.includes('@')).join(' ');
  const display = pieces
    .filter((piece) => !piece.includes('@'))
    .join(' ')
    .replace(/^[\s,"']+|[\s,"']+$/g, '');
  return { before, display: display || null };
}

const isNoise = (piece: string) => isBlank(piece) || connectors.has(piece.toLowerCase()) || /^[("')]+$/.test(piece);

function add(cell: AddressCell, piece: string) {
  const address = piece.length > LONGEST ? piece : tidied(piece);
  if (address !== piece) cell.isTidied = true;
  if (!isAddress(address)) cell.invalid.push(piece);
  else if (!cell.addresses.some((known) => addressKey(known) === addressKey(address))) cell.addresses.push(address);
}

function tidied(piece: string): string {
  return piece
    .replace(/^["'([]+|["')\]]+$/g, '')
    .replace(/^mailto:([^?]*).*$/i, '$1')
    .replace(/^e-?(mail|post):/i, '')
    .replace(/[.,:]+$/, '');
}
