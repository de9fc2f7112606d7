const letters: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
  ς: 'σ',
};

/** Letters without case and diacritics, everything else as it is: `Łódź, Æ Ås` → `lodz, ae as`. */
export function foldLetters(text: string): string {
  if (!/[^\x00-\x7f]/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[łøæœđðþßħıŋŧς]/g, (letter) => letters[letter] ?? letter);
}

/** Text for searching and sorting without regard to case or diacritics: `Łódź  Æ Ås ` → `lodz ae as`. */
export const fold = (text: string): string => foldLetters(text).replace(/\s+/g, ' ').trim();
