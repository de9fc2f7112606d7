import { foldLetters } from '../pure/fold.js';
import { waysToMeet, type Meeting, type Term } from './token.rules.js';

const one = (ways: string[], between: string): string => (ways.length > 1 ? `(${ways.join(between)})` : ways[0]!);

/** FTS5: every term must be met. Tokens hold letters and digits only and are quoted, so nothing can be injected. */
export const sqliteMatch = (terms: readonly Term[], meeting: Meeting): string =>
  terms
    .map((term) => waysToMeet(term, meeting).map((token) => `"${token}"${meeting === 'whole' ? '' : '*'}`))
    .map((ways) => one(ways, ' OR '))
    .join(' AND ');

/** MariaDB boolean mode: the same. */
export const mariadbMatch = (terms: readonly Term[], meeting: Meeting): string =>
  terms
    .map((term) => waysToMeet(term, meeting).map((token) => `${token}${meeting === 'whole' ? '' : '*'}`))
    .map((ways) => `+${one(ways, ' ')}`)
    .join(' ');

/** A text folded, and for each of its letters where it stood. */
function foldedOf(text: string): { folded: string; placeOf: (index: number) => number } {
  if (!/[^\x00-\x7f]/.test(text)) return { folded: text.toLowerCase(), placeOf: (index) => index };
  const places: number[] = [];
  let [folded, at] = ['', 0];
  for (const letter of text) {
    const plain = foldLetters(letter);
    for (let n = 0; n < plain.length; n += 1) places.push(at);
    folded += plain;
    at += letter.length;
  }
  return { folded, placeOf: (index) => places[index] ?? text.length };
}

/** Letters around the first hit. */
const around = 90;

/** The piece of a text around the first hit. */
export function snippetOf(body: string, terms: readonly Term[]): string {
  if (body.length <= 2 * around) return body;
  const { folded, placeOf } = foldedOf(body);
  const hits = terms.map(({ typed }) => firstPlace(folded, typed)).filter((index) => index >= 0);
  const at = hits.length ? placeOf(Math.min(...hits)) : 0;
  const from = at <= around ? 0 : Math.max(0, body.lastIndexOf(' ', at - around));
  const piece = body.slice(from, from + 2 * around).trim();
  return `${from > 0 ? '… ' : ''}${piece}${from + 2 * around < body.length ? ' …' : ''}`;
}

/** At the beginning of a word rather than within one. */
function firstPlace(folded: string, typed: string): number {
  for (let at = folded.indexOf(typed); at >= 0; at = folded.indexOf(typed, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(folded[at - 1]!)) return at;
  }
  return folded.indexOf(typed);
}

/** A text in pieces, those that were looked for marked. */
export function markedIn(text: string, terms: readonly Term[]): { text: string; isHit: boolean }[] {
  const { folded, placeOf } = foldedOf(text);
  const pieces: { text: string; isHit: boolean }[] = [];
  let last = 0;
  for (const [from, to] of rangesOf(folded, terms)) {
    const [begin, end] = [placeOf(from), placeOf(to)];
    if (begin > last) pieces.push({ text: text.slice(last, begin), isHit: false });
    pieces.push({ text: text.slice(begin, end), isHit: true });
    last = end;
  }
  if (last < text.length) pieces.push({ text: text.slice(last), isHit: false });
  return pieces;
}

/** Where terms stand, in order, without overlap; short ones only at the beginning of words. */
function rangesOf(folded: string, terms: readonly Term[]): [number, number][] {
  const ranges = terms.flatMap(({ typed }) => {
    const found: [number, number][] = [];
    for (let at = folded.indexOf(typed); at >= 0; at = folded.indexOf(typed, at + typed.length)) {
      const begins = at === 0 || !/[\p{L}\p{N}]/u.test(folded[at - 1]!);
      if (begins || typed.length >= 4) found.push([at, at + typed.length]);
    }
    return found;
  });
  ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return ranges.filter(([from], index) => ranges.slice(0, index).every(([, to]) => to <= from));
}
