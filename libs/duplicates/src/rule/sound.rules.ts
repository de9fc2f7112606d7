import { fold } from '@samrad/platform/pure';

/** Greek and Cyrillic letters, folded, in Latin ones; several spellings come together in `soundOf`. */
const latin: Record<string, string> = {
  ...pairs('αβγδεζηθικλμνξοπρστυφχψω', 'a v g d e z i th i k l m n x o p r s t y f ch ps o'),
  ...pairs(
    'абвгдежзийклмнопрстуфхцчшщъыьэюя',
    'a b v g d e zh z i i k l m n o p r s t u f h ts ch sh sht a y _ e yu ya',
  ),
  ...pairs('ґєіђјљњћџѕ', 'g ie i dj j lj nj c dz dz'),
};

function pairs(letters: string, spelled: string): Record<string, string> {
  const sounds = spelled.split(' ');
  return Object.fromEntries([...letters].map((letter, at) => [letter, sounds[at] === '_' ? '' : sounds[at]!]));
}

/** Diphthongs of modern Greek are one sound. */
const greek: [RegExp, string][] = [
  [/ου/g, 'u'],
  [/αυ/g, 'av'],
  [/ευ/g, 'ev'],
  [/μπ/g, 'b'],
  [/ντ/g, 'd'],
  [/γκ|γγ/g, 'g'],
  [/αι/g, 'e'],
  [/ει|οι/g, 'i'],
];

/** Text in small Latin letters, whatever script it is in: `Παπαδόπουλος` → `papadopulos`, `Иванов` → `ivanov`. */
export function inLatin(text: string): string {
  let folded = fold(text).replace(/σς|ς/g, 'σ');
  if (!/[^\x00-\x7f]/.test(folded)) return folded;
  for (const [sign, sound] of greek) folded = folded.replace(sign, sound);
  return [...folded].map((letter) => latin[letter] ?? letter).join('');
}

/** Different spellings of one sound, the longer ones first. */
const spellings: [RegExp, string][] = [
  [/chr/g, 'kr'],
  [/dj/g, 'd'],
  [/aa/g, 'a'],
  [/ae/g, 'a'],
  [/oe/g, 'o'],
  [/ue/g, 'u'],
  [/ou|oo/g, 'u'],
  [/shch|sht|sch|sz|sh|ch|cz|tj|cs/g, 's'],
  [/kh/g, 'h'],
  [/zh|dzh|dz/g, 'z'],
  [/ts|tz/g, 'c'],
  [/th|dt/g, 't'],
  [/ph/g, 'f'],
  [/ck|q|c(?=[aouklrt])/g, 'k'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/gh/g, 'g'],
  [/ij|iy|yi|ii|[jy]/g, 'i'],
  [/ii+/g, 'i'],
  [/h(?=$|[^aeiou])/g, ''],
  [/(.)\1+/g, '$1'],
];

/** How a word sounds, roughly: `Müller`, `Mueller` and `Muller` are one, as are `Ødegård` and `Oedegaard`. */
export function soundOf(word: string): string {
  let sound = inLatin(word).replace(/[^a-z0-9]/g, '');
  for (const [spelling, plain] of spellings) sound = sound.replace(spelling, plain);
  return sound;
}

/** Letters to change, add, leave out or swap with their neighbour; more than `most` is told as `most + 1`. */
export function slips(one: string, other: string, most = 2): number {
  if (one === other) return 0;
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(one[i - 1] !== other[j - 1]));
      next.push(isSwap(one, other, [i, j]) ? Math.min(least, before[j - 2]! + 1) : least);
    }
    before = row;
    row = next;
  }
  return Math.min(row[other.length]!, most + 1);
}

const isSwap = (one: string, other: string, [i, j]: [number, number]): boolean =>
  i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
