import { intlTag, type Language } from '@samrad/platform/i18n';

/** Languages a person may work in (ISO 639-1): those of the participating States and those often met in return work. */
export const workingLanguages =
  'en,nb,nn,bg,cs,da,de,el,es,et,fi,fr,ga,hr,hu,hy,is,it,ka,lt,lv,mk,mt,nl,pl,pt,ro,ru,sk,sl,sq,sr,sv,uk,ar,fa,so,ti,tr,ur'.split(
    ',',
  );

/** The name of a language in the reader's language, with a capital. */
export function languageName(code: string, language: Language): string {
  const name = namesIn(language).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(intlTag(language)) + name.slice(1);
}

/** Whether there is a language with this code. */
export const isLanguageCode = (code: string): boolean => /^[a-z]{2,3}$/.test(code) && namesIn('en').of(code) !== code;

/** For checkboxes, in the order of the reader's alphabet. */
export function languageOptions(language: Language): { value: string; label: string }[] {
  const collator = new Intl.Collator(intlTag(language));
  return workingLanguages
    .map((value) => ({ value, label: languageName(value, language) }))
    .sort((a, b) => collator.compare(a.label, b.label));
}

const known = new Map<Language, Intl.DisplayNames>();

function namesIn(language: Language): Intl.DisplayNames {
  const names = known.get(language) ?? new Intl.DisplayNames(intlTag(language), { type: 'language' });
  known.set(language, names);
  return names;
}
