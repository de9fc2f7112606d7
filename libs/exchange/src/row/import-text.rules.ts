import { fold } from '@samrad/platform/pure';

/** What is wrong with a text before its meaning is looked at; the word ends a locale key. */
export type TextFault = 'controlCharacter' | 'garbled' | 'spreadsheetError';

const BIDI = '\u202a-\u202e\u2066-\u2069';
const control = new RegExp(`[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f${BIDI}]`);
const invisible = /[\u00ad\u180e\u200b-\u200f\u2060-\u2065\ufeff\u{e0000}-\u{e007f}]/gu;

/** Words that people write into a cell to say that it is empty. */
const placeholders = new Set([
  '-',
  '–',
  '—',
  '?',
  '.',
  '/',
  'n/a',
  'n.a.',
  'none',
  'nil',
  'ingen',
  'mangler',
  'manglar',
  'ukjent',
  'unknown',
  'tbc',
  'tbd',
]);

/** The text of a cell as it is kept: NFC, ordinary spaces, no invisible characters, line breaks as `\n`, trimmed. */
export function cleaned(value: string): string {
  return value
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(invisible, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** Several lines as they were typed; only their ends are made alike. */
export const asTyped = (value: string): string => value.replace(/\r\n?/g, '\n').trim();

const unseenSigns = new RegExp(control.source, 'gu');

/** For the eye: what cannot be seen, or would turn the text around, by its number. */
export const visible = (text: string): string =>
  text.replace(unseenSigns, (sign) => `[U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`);

/** Nothing, or a word for nothing. */
export const isBlank = (text: string): boolean => text === '' || placeholders.has(text.toLowerCase());

/** Line breaks become spaces. */
export const oneLine = (text: string): string => text.replace(/\n+/g, ' ');

/** Control characters, text read in the wrong encoding (`Ã¸`), or an error value of a spreadsheet (`#REF!`). */
export function textFault(text: string): TextFault | undefined {
  if (control.test(text)) return 'controlCharacter';
  if (/\ufffd|Ã[\u0080-\u00bf\u2013-\u2122]|Ã¸|Å[\u0081\u201a]|â€|ÿþ|þÿ/.test(text) || /\p{Cs}/u.test(text))
    return 'garbled';
  if (/^#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|SPILL!|CALC!)$/i.test(text)) return 'spreadsheetError';
  return undefined;
}

/** Text that a spreadsheet program would compute. It is kept as text; phone numbers and list dashes are not meant. */
export const looksLikeFormula = (text: string): boolean =>
  /^(=|@|[+-](?=.*[(!|]))/.test(text) && !/^\+?[\d\s()/.-]+$/.test(text);

/** What is compared when names are: folded, punctuation and spaces out of the way. */
export function wordKey(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words of a cell that holds a list. */
export function listed(text: string): string[] {
  const parts = text.split(/[;,|\n•]|\s\/\s/).map((part) => part.trim().replace(/^[-–]\s+/, ''));
  return [...new Set(parts.filter((part) => !isBlank(part)))];
}
