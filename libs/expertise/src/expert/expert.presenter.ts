import { initialsOf, nameOf, pairsOf, personItemOf, queryOf, without, type Facet } from '@samrad/network';
import type { I18n, Language } from '@samrad/platform/i18n';
import { formatDay } from '@samrad/platform/views';
import type { ExpertFilter } from './expert.dto.js';
import type { Expert, Loosening } from './expert.finder.js';
import { kinds, mostFrequent, type Why } from './expert.rules.js';
import type { Words } from './expert-words.js';

export interface Reading {
  i18n: I18n;
  lang: Language;
  words: Words;
}

/** An expert of the API. */
export const expertItemOf = (expert: Expert) => ({ ...personItemOf(expert, false), why: expert.why });

/** A row of the page: who, why, and what else they know. */
export const expertView = (expert: Expert, reading: Reading) => ({
  ...{ id: expert.id, name: nameOf(expert), initials: initialsOf(expert) },
  ...{ stateCode: expert.stateCode, function: expert.function, email: expert.email },
  ...{ organisationId: expert.organisationId, organisation: expert.organisation },
  why: expert.why.map((why) => whyView(why, reading)),
  also: alsoKnown(expert, reading),
});

/** “Statistics: stated by the person”; `href` leads to the meeting. */
export function whyView({ filter, value, sure, meeting }: Why, { i18n, lang, words }: Reading) {
  const params = meeting && { meeting: meeting.name, date: formatDay(meeting.heldOn, lang) };
  return {
    what: words.of(filter, value),
    sure: i18n.t(lang, `expertise.sure.${sure}`, params),
    href: meeting ? `/meetings/${meeting.id}` : null,
    icon: sure === 'coordinator' ? 'InformationSquare' : 'CheckmarkCircle',
  };
}

/** What was not asked for, a line for each kind. */
function alsoKnown({ facts, why }: Expert, { words }: Reading): { label: string; text: string }[] {
  const isAsked = (kind: string, code: string) => why.some(({ filter, value }) => filter === kind && value === code);
  return kinds.flatMap((kind) => {
    const codes = facts.filter((fact) => fact.kind === kind && !isAsked(kind, fact.code)).map(({ code }) => code);
    return codes.length
      ? [{ label: words.filter(kind), text: codes.map((code) => words.of(kind, code)).join(', ') }]
      : [];
  });
}

const addressOf = (filter: object) => `/experts?${queryOf(filter)}`;

const firstShown = 6;

/** The choices of each filter with how many persons they have, as links; of expertise one choice comes on top of another. */
export function facetViews(counts: Record<Facet, Map<string, number>>, filter: ExpertFilter, { words }: Reading) {
  return (Object.entries(counts) as [Facet, Map<string, number>][]).flatMap(([facet, values]) => {
    const names = new Map([...values.keys()].map((value) => [value, words.of(facet, value)]));
    const chosen = filter[facet];
    const choices = mostFrequent(values, names)
      .filter(({ value }) => !(Array.isArray(chosen) && chosen.includes(value)))
      .map((choice) => ({
        ...choice,
        isChosen: chosen === choice.value,
        href: addressOf({ ...filter, [facet]: Array.isArray(chosen) ? [...chosen, choice.value] : choice.value }),
      }));
    if (!choices.length) return [];
    const [first, more] = [choices.slice(0, firstShown), choices.slice(firstShown)];
    return [{ facet, label: words.filter(facet), first, more }];
  });
}

/** What is chosen, each with the address without it; `isAdded`: another choice comes on top of it. */
export const chosenViews = (filter: ExpertFilter, reading: Reading) =>
  pairsOf({ ...filter, sort: undefined }).map((one) => ({
    ...one,
    isAdded: (kinds as readonly string[]).includes(one.name),
    text: textOf(one, reading),
    href: addressOf(without(filter, one)),
  }));

/** “Without ‘Language: Tigrinya’: 4 persons”. */
export const looseningViews = (all: readonly Loosening[], filter: ExpertFilter, reading: Reading) =>
  all.map((one) => ({ what: textOf(one, reading), persons: one.persons, href: addressOf(without(filter, one)) }));

function textOf({ name, value }: { name: string; value: string }, { words }: Reading): string {
  const filter = name as keyof ExpertFilter;
  return `${words.filter(filter)}: ${words.of(filter, value)}`;
}
