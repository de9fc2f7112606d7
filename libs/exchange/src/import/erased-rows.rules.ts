import type { Known } from '@samrad/network';
import { addressKey, fold } from '@samrad/platform/pure';
import { readAddresses } from '../row/import-addresses.rules.js';
import type { Mapping } from '../row/import-columns.rules.js';
import { wordKey } from '../row/import-text.rules.js';

/** Texts of which one stands in every row about somebody: the addresses, and a word of each name. */
export function hintsOf({ names, addresses }: Known): string[] {
  const words = names.flatMap(({ givenName, familyName }) => longestWord(familyName) ?? longestWord(givenName) ?? []);
  return [...new Set([...addresses, ...addresses.map(addressKey), ...words, ...words.map(fold)])];
}

const longestWord = (name: string): string | undefined =>
  name.split(/\s+/).reduce((a, b) => (b.length > a.length ? b : a), '') || undefined;

/**
 * A row about somebody, whether anybody has said yet what the columns mean: an address of theirs where addresses stand, or
 * their name in one cell or in two. A row that only speaks of them in a longer text is about somebody else.
 */
export function isAbout({ names, addresses }: Known, cells: readonly string[], columns: Mapping): boolean {
  const keys = new Set(addresses.map(addressKey));
  const mailed = columns.includes('email') ? cells.filter((_, column) => columns[column] === 'email') : cells;
  if (mailed.flatMap((cell) => readAddresses(cell).addresses).some((one) => keys.has(addressKey(one)))) return true;
  const words = new Set(cells.map(wordKey));
  return names.some(({ givenName, familyName }) => {
    const [given, family] = [wordKey(givenName), wordKey(familyName)];
    if (!given || !family) return false;
    return (
      words.has(`${given} ${family}`) || words.has(`${family} ${given}`) || (words.has(given) && words.has(family))
    );
  });
}
