import { z } from 'zod';
import type { Actor } from '@samrad/platform/auth';
import type { I18n, Language } from '@samrad/platform/i18n';
import { nameIn } from '../state/known-states.js';
import { countryName } from './expertise/countries.js';
import type { Unconfirmed } from './expertise/expertise-parts.js';
import { languageName } from './languages.js';
import { canSeeDetails } from './person.policy.js';
import type { PersonDetails, PersonRow } from './person-record.finder.js';
import { hasLeft, initialsOf, isAhead, lastsOn, nameOf } from './person.rules.js';

const day = z.string().nullable().describe('YYYY-MM-DD');

/** A person in a list of the API. `leftOn` is for organisers. */
export const personItem = z.object({
  id: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  stateCode: z.string().nullable(),
  email: z.string().nullable(),
  organisation: z.object({ id: z.string(), name: z.string() }).nullable(),
  function: z.string().nullable(),
  leftOn: day.optional(),
});
export type PersonItem = z.infer<typeof personItem>;

export const personList = z.object({
  items: z.array(personItem),
  page: z.number(),
  per: z.number(),
  more: z.boolean(),
  total: z.number().optional(),
});

/** @param isFull whether the reader is an organiser */
export const itemOf = (row: PersonRow, isFull: boolean): PersonItem => ({
  id: row.id,
  givenName: row.givenName,
  familyName: row.familyName,
  stateCode: row.stateCode,
  email: row.email,
  organisation: row.organisationId === null ? null : { id: row.organisationId, name: row.organisation ?? '' },
  function: row.function,
  ...(isFull && { leftOn: row.leftOn }),
});

const affiliation = z.object({
  id: z.string(),
  organisation: z
    .object({ id: z.string(), name: z.string() })
    .nullable()
    .describe('null: the person does not show it to the reader'),
  function: z.string().nullable(),
  validFrom: day.optional(),
  validTo: day.optional(),
});
const membership = z.object({
  id: z.string(),
  group: z.object({ id: z.string(), code: z.string() }),
  role: z.string(),
  stateCode: z.string().nullable(),
  validFrom: day.optional(),
  validTo: day.optional(),
});

/** One person of the API. The optional fields are for organisers, or for whom the person shows them to. */
export const personOut = z.object({
  id: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  stateCode: z.string().nullable(),
  emails: z.array(z.string()).describe('The first is the primary one; others than organisers get only that'),
  affiliations: z.array(affiliation),
  memberships: z.array(membership),
  phone: z.string().nullable().optional(),
  mailLanguage: z.string().optional(),
  languages: z.array(z.string()).optional(),
  topics: z.array(z.string()).optional(),
  countries: z.array(z.string()).optional().describe('Countries of origin, ISO 3166-1 alpha-2'),
  methods: z.array(z.string()).optional(),
  unconfirmed: z
    .object({
      topics: z.array(z.string()),
      languages: z.array(z.string()),
      ...{ methods: z.array(z.string()), countries: z.array(z.string()) },
    })
    .optional()
    .describe('What of these the person said and no organiser has confirmed'),
  about: z.string().nullable().optional().describe('What the person says about themself'),
  note: z.string().nullable().optional(),
  restrictedAt: z.string().nullable().optional(),
  confirmedAt: z.string().nullable().optional(),
  externalKey: z.string().nullable().optional().describe('In another system'),
  leftOn: day.optional(),
  createdAt: z.string().optional(),
  updatedAt: z.string().optional(),
  version: z.number().optional(),
});
export type PersonOut = z.infer<typeof personOut>;

/** What the API shows of a person to this reader. */
export function personOf(actor: Actor, person: PersonDetails): PersonOut {
  const isFull = canSeeDetails(actor);
  const period = ({ validFrom, validTo }: { validFrom: string | null; validTo: string | null }) =>
    isFull ? { validFrom, validTo } : {};
  const { id, givenName, familyName, stateCode, emails } = person;
  return {
    ...{ id, givenName, familyName, stateCode, emails },
    affiliations: person.affiliations.map((place) => ({
      id: place.id,
      organisation: place.organisationId === null ? null : { id: place.organisationId, name: place.organisation ?? '' },
      function: place.function,
      ...period(place),
    })),
    memberships: person.memberships.map((term) => ({
      id: term.id,
      group: { id: term.groupId, code: term.code },
      role: term.role,
      stateCode: term.stateCode,
      ...period(term),
    })),
    ...shownOf(person),
    ...(isFull && detailsOf(person)),
  };
}

/** What the person decides about; absent what is not shown to this reader. */
const shownOf = ({ shown, phone, languages, topics, countries, methods, about }: PersonDetails) => ({
  ...(shown.has('phone') && { phone }),
  ...(shown.has('languages') && { languages }),
  ...(shown.has('topics') && { topics, countries, methods }),
  ...(shown.has('about') && { about }),
});

const detailsOf = ({
  mailLanguage,
  note,
  restrictedAt,
  confirmedAt,
  externalKey,
  leftOn,
  createdAt,
  updatedAt,
  version,
  unconfirmed,
}: PersonDetails) => ({
  ...{ unconfirmed, mailLanguage, note, externalKey, restrictedAt, confirmedAt, leftOn, createdAt, updatedAt, version },
});

/** A row of the directory page. */
export const rowView = (row: PersonRow, groups: readonly string[], today: string) => ({
  ...row,
  name: nameOf(row),
  initials: initialsOf(row),
  groups: groups.join(', '),
  isOut: hasLeft(row, today),
});

interface Surroundings {
  i18n: I18n;
  lang: Language;
  today: string;
}

/** A person's page. */
export function pageView(actor: Actor, person: PersonDetails, { lang, today, topics, methods }: Surroundings & Names) {
  const isFull = canSeeDetails(actor);
  return {
    ...person,
    name: nameOf(person),
    initials: initialsOf(person),
    isFull,
    isOut: hasLeft(person, today),
    willLeave: person.leftOn !== null && !hasLeft(person, today),
    primary: person.emails[0] ?? null,
    others: person.emails.slice(1),
    shows: Object.fromEntries([...person.shown].map((field) => [field, true])),
    languageNames: person.languages.map((code) => languageName(code, lang)).join(', '),
    topicNames: person.topics.map((code) => topics.get(code) ?? code),
    countryNames: person.countries.map((code) => countryName(code, lang)).join(', '),
    methodNames: person.methods.map((code) => methods.get(code) ?? code).join(', '),
    saidNames: person.unconfirmed && unconfirmedNames(person.unconfirmed, { lang, topics, methods }),
    affiliations: person.affiliations.map((place) => ({
      ...place,
      isNow: lastsOn(place, today),
      isAhead: isAhead(place, today),
      isFull,
    })),
    memberships: person.memberships.map((term) => ({
      ...term,
      groupName: nameIn(term, lang),
      isNow: lastsOn(term, today),
      isAhead: isAhead(term, today),
      isFull,
    })),
  };
}

interface Names {
  /** Code → name in the reader's language. */
  topics: ReadonlyMap<string, string>;
  methods: ReadonlyMap<string, string>;
}

/** What the person said and nobody confirmed, by name. */
function unconfirmedNames(said: Unconfirmed, { lang, topics, methods }: Pick<Surroundings, 'lang'> & Names): string {
  const names = [
    said.topics.map((code) => topics.get(code) ?? code),
    said.languages.map((code) => languageName(code, lang)),
    said.methods.map((code) => methods.get(code) ?? code),
    said.countries.map((code) => countryName(code, lang)),
  ];
  return names.flat().join(', ');
}
