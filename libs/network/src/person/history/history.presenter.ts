import type { Actor } from '@samrad/platform/auth';
import type { EventRow } from '@samrad/platform/events';
import type { I18n, Language } from '@samrad/platform/i18n';
import { formatDay } from '@samrad/platform/views';
import { shownCode, stateName } from '../../state/known-states.js';
import { countryName } from '../expertise/countries.js';
import { languageName } from '../languages.js';
import { personFields } from '../fields/person-fields.policy.js';
import { canImportNetwork } from '../person.policy.js';
import { toldOf } from './history.policy.js';
import { comings, type Change } from './history.rules.js';

export interface Words {
  i18n: I18n;
  lang: Language;
  /** Code → name in the reader's language. */
  topics?: ReadonlyMap<string, string>;
  methods?: ReadonlyMap<string, string>;
}

type Say = (value: string, words: Words) => string;
interface Period {
  kind: string;
  validFrom: string;
  validTo: string | null;
  note: string | null;
}

interface Days {
  validFrom: string | null;
  validTo: string | null;
}

const longest = 300;
const word =
  (prefix: string): Say =>
  (value, { i18n, lang }) =>
    i18n.t(lang, `${prefix}.${value}`);
const date: Say = (value, { lang }) => formatDay(value, lang);

/** How values read; what is not named here reads as it was typed. */
const sayings: Record<string, Say> = {
  stateCode: (value, { lang }) => `${stateName(value, lang)} (${shownCode(value)})`,
  mailLanguage: word('network.mailLanguage'),
  languages: (value, { lang }) => languageName(value, lang),
  topics: (value, { topics }) => topics?.get(value) ?? value,
  countries: (value, { lang }) => countryName(value, lang),
  methods: (value, { methods }) => methods?.get(value) ?? value,
  role: word('network.membership.role'),
  roles: word('network.membership.role'),
  recipientStates: word('network.recipients.states'),
  types: word('network.organisation.type'),
  states: (value, { lang }) => `${stateName(value, lang)} (${shownCode(value)})`,
  stateSets: word('network.composition.set'),
  type: word('network.organisation.type'),
  kind: word('network.group.kind'),
  validFrom: date,
  validTo: date,
  leftOn: date,
  ...Object.fromEntries(personFields.map((field) => [`shown_${field}`, word('network.person.audience')])),
};

/** What happened to a record of the register, in words, as far as the reader may know. @param personId of a person's record */
export function historyView(
  actor: Actor,
  { events, personId }: { events: readonly EventRow[]; personId?: string },
  words: Words,
) {
  const { i18n, lang } = words;
  const label = (field: string) => i18n.t(lang, `network.field.${field}`);
  return toldOf(actor, events, { personId }).map(({ kind, at, actorName, data }) => {
    const changes = (data.changes ?? []) as Change[];
    const fields = (Array.isArray(data.fields) ? (data.fields as string[]) : []).map(label).join(', ');
    // In the middle of a sentence.
    const role =
      typeof data.role === 'string' ? i18n.t(lang, `network.membership.role.${data.role}`).toLowerCase() : '';
    const day = (value: unknown) => (typeof value === 'string' ? formatDay(value, lang) : value);
    const agreed = consentWords(data, words);
    const facts = {
      ...data,
      ...agreed,
      ...confirmedWords(data, words),
      role,
      fields,
      leftOn: day(data.leftOn),
      validTo: day(data.validTo),
    };
    return {
      at,
      actor: actorName,
      text: isGone(data, i18n.t(lang, `network.event.${kind}`))
        ? i18n.t(lang, 'platform.history.gone')
        : i18n.t(lang, `network.event.${kind}`, facts),
      href: listHref(actor, data),
      changes: changes.map((change) => ({ label: label(change.field), text: sentence(change, words) })),
      why: data.why as string | undefined,
    };
  });
}

/** The list that brought a record in, for those who bring lists in. */
const listHref = (actor: Actor, { importId }: Record<string, unknown>): string | null =>
  typeof importId === 'string' && canImportNetwork(actor) ? `/imports/${importId}` : null;

/** The words of an event went with somebody's data, and its sentence would have gaps. */
const isGone = (data: object, sentence: string) => !Object.keys(data).length && sentence.includes('{{');

/** What a consent was about, and how it came. */
const consentWords = ({ purpose, way }: Record<string, unknown>, { i18n, lang }: Words) => ({
  ...(typeof purpose === 'string' && { purposeName: i18n.t(lang, `network.consent.purpose.${purpose}`) }),
  ...(typeof way === 'string' && { wayName: i18n.t(lang, `network.consent.way.${way}`) }),
});

/** What the person had said and an organiser confirmed. */
function confirmedWords({ confirmed }: Record<string, unknown>, words: Words) {
  if (typeof confirmed !== 'object' || confirmed === null) return {};
  const lists = Object.entries(confirmed as Record<string, string[]>);
  return { known: lists.map(([field, codes]) => listed(field, codes, words)).join(', ') };
}

/** “from A to B”, “now B”, “A removed”. */
function sentence({ field, from, to }: Change, words: Words): string {
  if (isTexts(from) && isTexts(to)) return ofLists(field, comings(from, to), { list: to, words });
  const [before, after] = [shown(field, from, words), shown(field, to, words)];
  const filled = before === '' ? 'set' : 'fromTo';
  return said(after === '' ? 'emptied' : filled, { from: before, to: after }, words);
}

const said = (key: string, params: Record<string, string>, { i18n, lang }: Words) =>
  i18n.t(lang, `platform.history.${key}`, params);

function ofLists(
  field: string,
  { added, removed }: ReturnType<typeof comings>,
  { list, words }: { list: string[]; words: Words },
): string {
  const parts = { added: listed(field, added, words), removed: listed(field, removed, words) };
  if (added.length && removed.length) return said('exchanged', parts, words);
  if (added.length) return said('added', parts, words);
  return removed.length
    ? said('removed', parts, words)
    : said('reordered', { list: listed(field, list, words) }, words);
}

function shown(field: string, value: unknown, words: Words): string {
  if (value === null || value === undefined || value === '') return '';
  if (field === 'terms') return (value as Days[]).map((days) => daysText(days, words)).join('; ');
  if (field === 'periods') return (value as Period[]).map((period) => periodText(period, words)).join('; ');
  const text = Array.isArray(value)
    ? listed(field, value as string[], words)
    : one(field, String(value as string | number), words);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
const one = (field: string, value: string, words: Words) => sayings[field]?.(value, words) ?? value;
const listed = (field: string, values: readonly string[], words: Words) =>
  values.map((value) => one(field, value, words)).join(', ');

function daysText({ validFrom, validTo }: Days, { i18n, lang }: Words): string {
  const say = (key: string, date = '') => i18n.t(lang, `network.${key}`, { date });
  if (validFrom && validTo) return `${formatDay(validFrom, lang)} – ${formatDay(validTo, lang)}`;
  if (validFrom) return say('since', formatDay(validFrom, lang));
  return validTo ? say('until', formatDay(validTo, lang)) : say('always');
}

function periodText({ kind, validFrom, validTo, note }: Period, { i18n, lang }: Words): string {
  const until = validTo === null ? '' : formatDay(validTo, lang);
  const text = `${i18n.t(lang, `network.state.kind.${kind}`)} ${formatDay(validFrom, lang)} – ${until}`.trim();
  return note ? `${text} (${note})` : text;
}
