import { fold } from '@samrad/platform/pure';

/** The filters that ask for expertise; of each several may be asked for, and all of them must be there. */
export const expertiseKinds = ['topic', 'language', 'country', 'method'] as const;
export type ExpertiseKind = (typeof expertiseKinds)[number];

/** Something that one can know, with the folded words of its names. */
export interface Entry {
  kind: ExpertiseKind;
  code: string;
  words: readonly string[];
}

/** A word that was typed, with the codes that it names. */
export interface Named {
  word: string;
  codes: Partial<Record<ExpertiseKind, string[]>>;
}

/** Letters: shorter words name something only as a whole. */
const shortest = 4;
const mostWords = 8;

export const wordsIn = (folded: string): string[] => folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** Each word once, with what it names or begins to name. */
export function namedBy(q: string, entries: readonly Entry[]): Named[] {
  const words = [...new Set(wordsIn(fold(q)))].slice(0, mostWords);
  return words.map((word) => {
    const codes: Named['codes'] = {};
    const isMeant = (one: string) => one === word || (word.length >= shortest && one.startsWith(word));
    for (const { kind, code } of entries.filter((entry) => entry.words.some(isMeant))) {
      codes[kind] = [...(codes[kind] ?? []), code];
    }
    return { word, codes };
  });
}
