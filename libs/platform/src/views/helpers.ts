import type Handlebars from 'handlebars';
import type { I18n } from '../i18n/i18n.js';
import { intlTag, type Language } from '../i18n/languages.js';
import { wallOf } from '../pure/zoned.js';
import type { Assets } from './assets.js';

interface Options {
  hash: Record<string, unknown>;
  data: { root: { lang: Language; csrfToken?: string } };
}

type Format = Intl.DateTimeFormatOptions;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats made once per language: making one costs more than using it a hundred times. */
function formatter(language: Language, format: Format): Intl.DateTimeFormat {
  const key = language + JSON.stringify(format);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(intlTag(language), format);
  formats.set(key, known);
  return known;
}

const dayFormat: Format = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' };
const longDay: Format = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };
const homeZone = 'Europe/Oslo';

/** A day or wall time, read as it stands: no zone is applied. */
export const formatDay = (value: string, language: Language, format: Format = dayFormat): string =>
  formatter(language, format).format(new Date(`${value.slice(0, 10)}T00:00:00Z`));

/** `Thursday 10 December 2026`. */
export const formatLongDay = (value: string, language: Language): string => {
  const text = formatDay(value, language, longDay);
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** An instant as people in Oslo (or `zone`) read it: `23 Nov 2026 14:02`. */
export const formatInstant = (value: string, language: Language, zone = homeZone): string => {
  const wall = wallOf(value, zone);
  return `${formatDay(wall, language)} ${wall.slice(11)}`;
};

const text = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Registers the helpers that templates use; see `docs/pages.md`. */
export function registerHelpers(h: typeof Handlebars, i18n: I18n, assets: Assets): void {
  const lang = (options: Options) => options.data.root.lang;
  const safe = (markup: string) => new h.SafeString(markup);
  const escape = h.escapeExpression;
  h.registerHelper({
    /** `params=` is spread: a fault or a flash carries its variables as one record. */
    t: (key: string, options: Options) => i18n.t(lang(options), key, variables(options.hash)),
    icon: (name: string) =>
      safe(
        `<svg class="i" aria-hidden="true" focusable="false"><use href="${assets.url('icons.svg')}#${escape(name)}"/></svg>`,
      ),
    csrf: (options: Options) =>
      safe(`<input type="hidden" name="_csrf" value="${escape(options.data.root.csrfToken ?? '')}">`),
    asset: (name: string) => assets.url(name),
    flag: (code: string) => assets.url(`flags/${String(code).toLowerCase()}.svg`),
    date: (value: unknown, options: Options) => (text(value) ? formatDay(value, lang(options)) : ''),
    day: (value: unknown, options: Options) => (text(value) ? formatLongDay(value, lang(options)) : ''),
    /** The same inside a sentence. */
    dayInText: (value: unknown, options: Options) => (text(value) ? formatDay(value, lang(options), longDay) : ''),
    time: (value: unknown) => (text(value) ? value.slice(11, 16) : ''),
    dateTime: (value: unknown, options: Options) =>
      text(value) ? formatInstant(value, lang(options), options.hash.zone as string | undefined) : '',
    number: (value: number, options: Options) => new Intl.NumberFormat(intlTag(lang(options))).format(value),
    bytes: (value: number, options: Options) => formatBytes(value, lang(options)),
  });
  h.registerHelper(logic);
}

const variables = ({ params, ...own }: Record<string, unknown>) => (params ? { ...(params as object), ...own } : own);

function formatBytes(value: number, language: Language): string {
  const [amount, unit] = value < 1_000_000 ? [value / 1000, 'kB'] : [value / 1_000_000, 'MB'];
  return `${new Intl.NumberFormat(intlTag(language), { maximumFractionDigits: amount < 10 ? 1 : 0 }).format(amount)} ${unit}`;
}

const logic = {
  eq: (a: unknown, b: unknown) => a === b,
  ne: (a: unknown, b: unknown) => a !== b,
  gt: (a: number, b: number) => a > b,
  not: (a: unknown) => !a,
  and: (...all: unknown[]) => all.slice(0, -1).every(Boolean),
  or: (...all: unknown[]) => all.slice(0, -1).find(Boolean),
  concat: (...all: unknown[]) => all.slice(0, -1).join(''),
  /** One box of several that is ticked alone comes from a form as a text. */
  includes: (list: unknown, item: unknown) => [list].flat().includes(item),
  isText: (value: unknown) => typeof value === 'string',
  array: (...all: unknown[]) => all.slice(0, -1),
  object: (options: Options) => options.hash,
  default: (a: unknown, b: unknown) => a ?? b,
};
