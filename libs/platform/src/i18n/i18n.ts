import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import i18next, { type i18n } from 'i18next';
import { codeRoot } from '../views/code-root.js';
import { languages, type Language } from './languages.js';

/** `{{name}}`; anything else, formats and texts within texts, is left to the library. */
const variable = /\{\{\s*(\w+)\s*\}\}/g;
const isSimple = (text: string) => !text.includes('$t(') && !text.replace(variable, '').includes('{{');

const plurals = Object.fromEntries(languages.map((language) => [language, new Intl.PluralRules(language)])) as Record<
  Language,
  Intl.PluralRules
>;

/** Zero has a form of its own where a catalogue gives it one. */
const formOf = (language: Language, count: number): string => (count === 0 ? 'zero' : plurals[language].select(count));

/** The product's words. Catalogues: `libs/<context>/src/locales/{nb,nn,en}.json` and those of the apps. */
@Injectable()
export class I18n {
  private readonly texts: i18n = i18next.createInstance();
  private readonly plain = new Map<string, string>();

  constructor() {
    const resources = Object.fromEntries(languages.map((language) => [language, { translation: catalogue(language) }]));
    void this.texts.init({
      resources,
      fallbackLng: { nn: ['nb'], default: ['en'] },
      interpolation: { escapeValue: false },
      returnNull: false,
      initAsync: false,
    });
  }

  /** @param params variables of the text; `count` chooses the plural */
  t(language: Language, key: string, params?: Record<string, unknown>): string {
    const text = this.raw(language, key, params?.count);
    if (!text.includes('{{') && !text.includes('$t(')) return text;
    if (!params || !Object.keys(params).length || !isSimple(text))
      return this.texts.t(key, { ...params, lng: language }) as string;
    return text.replace(variable, (place, name: string) =>
      params[name] === undefined ? place : String(params[name] ?? ''),
    );
  }

  /** The text with its places for variables, looked up once for each plural form. */
  private raw(language: Language, key: string, count: unknown): string {
    const form = typeof count === 'number' ? formOf(language, count) : '';
    const known = `${language} ${form} ${key}`;
    const found = this.plain.get(known);
    if (found !== undefined) return found;
    const counted = count === undefined ? {} : { count: Number(count) };
    const text = this.texts.t(key, { ...counted, lng: language, skipInterpolation: true }) as string;
    this.plain.set(known, text);
    return text;
  }

  exists(key: string): boolean {
    return this.texts.exists(key, { lng: 'nb' });
  }
}

function catalogue(language: Language): Record<string, unknown> {
  const folders = [join(codeRoot, 'libs'), join(codeRoot, 'apps')].flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(folder, entry.name, 'src', 'locales', `${language}.json`)),
  );
  return Object.assign({}, ...folders.map(readCatalogue)) as Record<string, unknown>;
}

function readCatalogue(file: string): object {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as object;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
