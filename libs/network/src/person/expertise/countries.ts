import { intlTag, type Language } from '@samrad/platform/i18n';
import { nameIn, type Named } from '../../state/known-states.js';
import data from './data/countries.json' with { type: 'json' };

/** A country of origin: ISO 3166-1 alpha-2, and `XK` for Kosovo, which has no code of its own there. */
export interface Country extends Named {
  code: string;
}

export const allCountries = data as readonly Country[];
const byCode = new Map(allCountries.map((country) => [country.code, country]));

export const isCountryCode = (code: string): boolean => byCode.has(code);

/** The name in the reader's language, or the code itself when it is unknown. */
export function countryName(code: string, language: Language): string {
  const country = byCode.get(code);
  return country ? nameIn(country, language) : code;
}

const known = new Map<Language, { value: string; label: string }[]>();

/** For checkboxes and selects, in the order of the reader's alphabet. */
export function countryOptions(language: Language): { value: string; label: string }[] {
  const options = known.get(language) ?? inOrder(language);
  known.set(language, options);
  return options;
}

function inOrder(language: Language): { value: string; label: string }[] {
  const collator = new Intl.Collator(intlTag(language));
  return allCountries
    .map((country) => ({ value: country.code, label: nameIn(country, language) }))
    .sort((a, b) => collator.compare(a.label, b.label));
}
