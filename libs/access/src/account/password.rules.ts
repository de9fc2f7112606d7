export const shortestPassword = 12;
export const longestPassword = 200;

/** Words that begin or end the passwords which are guessed first, in the languages of those who use the product. */
const commonWords = [
  'administrator',
  'password',
  'passord',
  'passordet',
  'hemmelig',
  'welcome',
  'velkommen',
  'qwerty',
  'qwertyuiop',
  'letmein',
  'iloveyou',
  'sommer',
  'vinter',
  'summer',
  'winter',
  'spring',
  'autumn',
  'norge',
  'noreg',
  'norway',
  'samråd',
  'samrad',
  'secretariat',
  'sekretariat',
  'utlendingsdirektoratet',
  'changeme',
  'default',
  'abcdefghijkl',
];

/** The same password typed on another keyboard: Unicode NFKC. */
export const samePassword = (password: string): string => password.normalize('NFKC');

/**
 * What is wrong with a password, as a locale key; null when it may be used.
 * Length counts, not kinds of characters (NIST SP 800-63B, 5.1.1.2).
 * @param about texts that say something about the person: address, names
 */
export function passwordFault(password: string, about: string[]): string | null {
  const text = samePassword(password).toLowerCase();
  if (text.length < shortestPassword) return 'access.password.tooShort';
  if (text.length > longestPassword) return 'access.password.tooLong';
  if (about.some((own) => own.length > 3 && isMostly(text, own.toLowerCase()))) return 'access.password.aboutYou';
  return isCommon(text) ? 'access.password.common' : null;
}

/** The text is little more than `word`: fewer than six other characters. */
const isMostly = (text: string, word: string) => text.includes(word) && text.length - word.length < 6;

function isCommon(text: string): boolean {
  if (new Set(text).size < 5 || isSequence(text)) return true;
  const lettersOnly = text.replace(/[^\p{L}]/gu, '');
  return !lettersOnly || commonWords.some((word) => lettersOnly === word || lettersOnly === word.repeat(2));
}

/** `123456789012`, `abcdefghijkl` */
const isSequence = (text: string): boolean =>
  [...text].slice(1).every((letter, index) => Math.abs(letter.charCodeAt(0) - text.charCodeAt(index)) <= 1);
