import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import i18next, { type i18n } from 'i18next';
import { codeRoot } from '../views/code-root.js';
import { intlTag, languages, type Language } from './languages.js';
import { worded } from './said.js';

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
    this.texts.services.formatter?.add('day', (value: string, lng) => dayIn(value, lng as Language));
  }

  /** @param params variables of the text; `count` chooses the plural; a variable may be a text itself, see `Said` */
  t(language: Language, key: string, params?: Record<string, unknown>): string {
    if (params && Object.keys(params).length) {
      const words = worded(params, (said) => this.t(language, said.key, said.params));
      return this.texts.t(key, { ...words, lng: language }) as string;
    }
    const known = `${language} ${key}`;
    const text = this.plain.get(known) ?? (this.texts.t(key, { lng: language }) as string);
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

/** `6 Dec 2026`, of `{{day, day}}` in a text. @param day `YYYY-MM-DD` */
const dayIn = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(intlTag(language), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
