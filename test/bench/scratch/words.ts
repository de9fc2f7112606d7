// Invented words and names, the same in every run.
const syllables =
  'ba be bi bo da de di do fa fe ga ge ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve vi vo'.split(
    ' ',
  );

/** Numbers from 0 up to 1, the same sequence for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const word = (random: () => number, length: number): string =>
  Array.from({ length }, () => syllables[Math.floor(random() * syllables.length)]).join('');

const seeded = randomFrom(7);
/** A vocabulary in which some words are frequent and most are rare, as in any language. */
const vocabulary = Array.from({ length: 4000 }, () => word(seeded, 2 + Math.floor(seeded() * 3)));
const names = Array.from({ length: 600 }, () => capital(word(seeded, 2 + Math.floor(seeded() * 2))));

/** So many words, frequent ones more often. */
export const sentence = (random: () => number, count: number): string =>
  Array.from({ length: count }, () => vocabulary[Math.floor(random() ** 3 * vocabulary.length)]).join(' ');

export const nameAt = (index: number): string => names[index % names.length]!;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The word that a hundred texts hold, whatever the size. */
export const rareWord = 'zyxquokka';
