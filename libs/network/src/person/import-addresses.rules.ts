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

/** The addresses in a cell, separated by `;` `,` `/` `|`, a space or a line break, with or without names. */
export function readAddresses(text: string): AddressCell {
  const cell: AddressCell = { addresses: [], invalid: [], displayName: null, isTidied: false };
  const rest = text.replace(/([^<>;\n]*)<([^<>]*)>/g, (_, name: string, address: string) => {
    add(cell, address.trim());
    const { before, display } = nameBefore(name);
    cell.displayName ??= display;
    return ` ${before} `;
  });
  for (const piece of rest.split(/[\s;,/|]+/)) if (!isNoise(piece)) add(cell, piece);
  return cell;
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
  const address = tidied(piece);
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
