import { fold } from '../pure/fold.js';

/** The words of a search, folded; at most eight. */
export const wordsOf = (query: string): string[] =>
  fold(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 8);

/** FTS5: every word must begin some word. Words hold letters and digits only, so nothing can be injected. */
export const sqliteMatch = (words: string[]): string => words.map((word) => `"${word}"*`).join(' ');

/** MariaDB boolean mode: the same. */
export const mariadbMatch = (words: string[]): string => words.map((word) => `+${word}*`).join(' ');

const around = 90;
const isPlain = (text: string) => !/[^\x00-\x7f]/.test(text);

/** The piece of a text around the first hit. */
export function snippetOf(body: string, words: string[]): string {
  const folded = isPlain(body) ? body.toLowerCase() : fold(body);
  const at = Math.min(...words.map((word) => folded.indexOf(word)).filter((index) => index >= 0), body.length);
  if (body.length <= 2 * around) return body;
  const from = at === body.length ? 0 : Math.max(0, body.lastIndexOf(' ', Math.max(0, at - around)));
  const piece = body.slice(from, from + 2 * around).trim();
  return `${from > 0 ? '… ' : ''}${piece}${from + 2 * around < body.length ? ' …' : ''}`;
}
