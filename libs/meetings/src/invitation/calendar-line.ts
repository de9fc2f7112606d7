import { asciiAddress } from '@samrad/platform/pure';

/**
 * The octets of iCalendar (RFC 5545 section 3): escaping, parameters and folding. Everything that leaves as a calendar goes
 * through these functions, because calendar programs are strict where general libraries are not: 75 octets counted in
 * UTF-8, never a cut character, no quotation mark inside a quoted parameter, CRLF to the very end.
 */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/g;
const SPECIAL = /[\\;,\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const LIMIT = 75;

/** A TEXT value: line breaks as `\n`, backslash, comma and semicolon escaped, other control characters dropped. */
export function textValue(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(CONTROL, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');
}

/** Text without control characters, line breaks as LF: for a writer that escapes by itself. */
export function plainText(text: string): string {
  return text.replace(/\r\n?|\u2028|\u2029/g, '\n').replace(CONTROL, '');
}

/**
 * A quoted parameter value. RFC 5545 has no escape inside quotes, so quotation marks become apostrophes; backslashes,
 * which some readers take for an escape nevertheless, become slashes.
 */
export function quoted(text: string): string {
  return `"${oneLine(text).replace(/"/g, "'").replace(/\\/g, '/')}"`;
}

/** An address as calendar user address, its domain as A-labels; characters that would end a URI are percent-encoded. */
export function mailto(address: string): string {
  return `mailto:${asciiAddress(address).replace(/[%?#"<>\\^`{|}\s]/g, encodeURIComponent)}`;
}

/** A URI value; line breaks, blanks and control characters cannot be in one. */
export function uriValue(uri: string): string {
  return uri.replace(/[\s\u0000-\u001f\u007f-\u009f]/g, '');
}

/** One physical line or several: at most 75 octets each, cut between characters, CRLF after each. */
export function fold(line: string): string {
  if (line.length <= LIMIT / 3) return `${line}\r\n`;
  const size = Buffer.byteLength(line);
  if (size <= LIMIT) return `${line}\r\n`;
  return size === line.length ? foldAscii(line) : foldUtf8(line);
}

/** A whole calendar object from its content lines. */
export function calendarText(lines: readonly string[]): string {
  let text = '';
  for (const line of lines) text += fold(line);
  return text;
}

function foldAscii(line: string): string {
  let text = `${line.slice(0, LIMIT)}\r\n`;
  for (let at = LIMIT; at < line.length; at += LIMIT - 1) text += ` ${line.slice(at, at + LIMIT - 1)}\r\n`;
  return text;
}

function foldUtf8(line: string): string {
  let text = '';
  let from = 0;
  while (from < line.length) {
    const to = cutAfter(line, from, from === 0 ? LIMIT : LIMIT - 1);
    text += `${from === 0 ? '' : ' '}${line.slice(from, to)}\r\n`;
    from = to;
  }
  return text;
}

/** The position before which at most `room` octets of UTF-8 stand, never between the halves of one character. */
function cutAfter(line: string, from: number, room: number): number {
  let at = from;
  let left = room;
  while (at < line.length) {
    const units = isPair(line, at) ? 2 : 1;
    left -= octetsOf(line.charCodeAt(at), units);
    if (left < 0) return at;
    at += units;
  }
  return at;
}

function octetsOf(unit: number, units: number): number {
  if (units === 2) return 4;
  if (unit < 0x80) return 1;
  return unit < 0x800 ? 2 : 3;
}

function isPair(line: string, at: number): boolean {
  return (line.charCodeAt(at) & 0xfc00) === 0xd800 && (line.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}

function oneLine(text: string): string {
  return text
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .replace(CONTROL, '')
    .trim();
}
