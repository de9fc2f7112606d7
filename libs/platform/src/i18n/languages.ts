export const languages = ['nb', 'nn', 'en'] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);

/** The first usable choice, then the browser's preference, then bokmål. `no` counts as bokmål. */
export function chooseLanguage(choices: unknown[], acceptLanguage = ''): Language {
  const chosen = choices.find(isLanguage);
  if (chosen) return chosen;
  const preferred = acceptLanguage
    .split(',')
    .map((part) => part.split(';')[0]!.trim().slice(0, 2).toLowerCase())
    .map((tag) => (tag === 'no' ? 'nb' : tag))
    .find(isLanguage);
  return preferred ?? (acceptLanguage ? 'en' : 'nb');
}

/** The tag `Intl` wants: British dates for English. */
export const intlTag = (language: Language): string => (language === 'en' ? 'en-GB' : language);
