import { countryName, languageName, shownCode, stateName } from '@samrad/network';
import type { I18n, Language } from '@samrad/platform/i18n';

export interface Words {
  i18n: I18n;
  lang: Language;
  /** Code → name in the reader's language. */
  topics?: ReadonlyMap<string, string>;
  methods?: ReadonlyMap<string, string>;
}

type Say = (value: string, words: Words) => string;

const each =
  (say: Say): Say =>
  (value, words) =>
    value
      .split(', ')
      .map((one) => say(one, words))
      .join(', ');

/** How codes read; what is not named here reads as it was typed. */
const sayings: Record<string, Say> = {
  stateCode: (value, { lang }) => `${stateName(value, lang)} (${shownCode(value)})`,
  mailLanguage: (value, { i18n, lang }) => i18n.t(lang, `network.mailLanguage.${value}`),
  type: (value, { i18n, lang }) => i18n.t(lang, `network.organisation.type.${value}`),
  languages: each((value, { lang }) => languageName(value, lang)),
  topics: each((value, { topics }) => topics?.get(value) ?? value),
  countries: each((value, { lang }) => countryName(value, lang)),
  methods: each((value, { methods }) => methods?.get(value) ?? value),
  membership: (value, { i18n, lang }) =>
    value.replace(/: ([a-z]+)/, (_, role: string) => `: ${i18n.t(lang, `network.membership.role.${role}`)}`),
};

/** A value of a change in the reader's words. */
export const shownValue = (field: string, value: string | null, words: Words): string | null =>
  value === null ? null : (sayings[field]?.(value, words) ?? value);
