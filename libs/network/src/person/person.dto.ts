import { z } from 'zod';
import { languages } from '@samrad/platform/i18n';
import { addressKey, isSeen } from '@samrad/platform/pure';
import {
  checkbox,
  day,
  editVersion,
  email,
  line,
  longText,
  many,
  orNull,
  paging,
  reason,
  recordId,
} from '@samrad/platform/views';
import { membershipRoles } from '../membership/membership.entity.js';
import { expertiseKinds } from './expertise/expertise.rules.js';
import { organisationTypes } from '../organisation/organisation.entity.js';
import { isoCodeOf, isStateCode } from '../state/known-states.js';
import { isCountryCode } from './expertise/countries.js';
import { isLanguageCode } from './languages.js';

/** ISO 3166-1 alpha-2 of a State in the register; EL is read as GR. */
export const stateCode = () => z.string().transform(isoCodeOf).refine(isStateCode, 'network.invalid.state');

/** A number that can be called: at least five digits, and nothing that is no part of a number. */
export const telephone = () =>
  line(40).regex(/^\+?(?:[\s().\/-]*\d){5,}[\s().\/-]*(?:(?:ext\.?|x|#)\s*\d{1,6})?$/i, 'network.person.invalid.phone');

/** A blank choice is no choice. */
export const choice = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const language = () => z.string().regex(/^[a-z]{2,3}$/, 'network.person.invalid.language');
const country = () => z.string().regex(/^[A-Z]{2}$/, 'network.person.invalid.country');

/** One or several, all of which are asked for; blank ones are none. */
const several = (one: z.ZodType<string>) =>
  z.preprocess((value) => {
    if (value === undefined) return value;
    const given = [...new Set([value].flat().filter((each) => each !== ''))];
    return given.length ? given : undefined;
  }, z.array(one).max(8).optional());

/** Several addresses: a list, or a text with one on each line. */
const addresses = z
  .preprocess(
    (value) => (typeof value === 'string' ? value.split(/[\s;,]+/).filter(Boolean) : value),
    z
      .array(z.string().trim())
      .min(1, 'network.person.invalid.emailMissing')
      .max(10, 'network.person.invalid.emailMany'),
  )
  .refine((all) => all.every((address) => email().safeParse(address).success), 'network.person.invalid.email')
  .refine((all) => new Set(all.map(addressKey)).size === all.length, 'network.person.invalid.emailTwice');

/** The two parts of a name, of which one may be blank: some people have one name only. */
export const nameFields = { givenName: line(100).default(''), familyName: line(100).default('') };

interface Named {
  givenName?: unknown;
  familyName?: unknown;
}
const isFilled = (part: unknown) => typeof part === 'string' && isSeen(part);

/** For a schema with `nameFields`: says that the name is missing together with whatever else is. */
export const named = <T extends z.ZodType<Named>>(schema: T) =>
  schema.refine(({ givenName, familyName }) => isFilled(givenName) || isFilled(familyName), {
    path: ['givenName'],
    error: 'network.person.invalid.nameMissing',
    when: ({ value }) => typeof value === 'object' && value !== null,
  });

/** A list that may be left out. A form always sends a blank one with it, so that the last box can be unticked. */
const known = () =>
  z.preprocess(
    (value) => (value === undefined ? value : [value].flat().filter((one) => one !== '')),
    z.array(z.string().max(64)).optional(),
  );

const personFields = {
  ...nameFields,
  /** The first is the one that mail goes to. */
  emails: addresses,
  /** Null for EU bodies and international organisations. */
  stateCode: orNull(stateCode()),
  phone: orNull(line(40)),
  /** Language of mails to this person. */
  mailLanguage: z.enum(languages).default('en'),
  /** ISO 639-1. */
  languages: many(z.string().regex(/^[a-z]{2,3}$/, 'network.person.invalid.language')),
  /** Codes of topics. */
  topics: many(z.string().max(64)),
  /** Countries of origin that the person knows, ISO 3166-1 alpha-2; left out: as before. */
  countries: known(),
  /** Codes of methods; left out: as before. */
  methods: known(),
  note: orNull(longText(4000)),
  /** In another system; absent: as it is. */
  externalKey: orNull(line(100)).optional(),
};

/** A new person, with the first place of work if known. */
const newPersonFields = {
  ...personFields,
  organisationId: orNull(recordId()),
  function: orNull(line(200)),
  validFrom: orNull(day()),
};
export const personInput = named(z.object(newPersonFields));
export type PersonInput = z.infer<typeof personInput>;

/** The same from somebody who is warned of look-alikes. `saveAnyway`: the warning was seen, it is somebody else. */
export const personEntry = named(z.object({ ...newPersonFields, saveAnyway: checkbox() }));
export type PersonEntry = z.infer<typeof personEntry>;

/** All of a person's own fields; `version` is the one that the change is based on. */
export const personChange = named(
  z.object({
    ...personFields,
    /** Of which kinds of expertise what the person said themself is confirmed: only then the rule of a group gives access by it. */
    confirms: many(z.enum(expertiseKinds)).optional(),
    why: reason(),
    version: editVersion(),
  }),
);
export type PersonChange = z.infer<typeof personChange>;

export const personSorts = [
  'name-asc',
  'name-desc',
  'state-asc',
  'state-desc',
  'organisation-asc',
  'organisation-desc',
] as const;

/** What a list of persons is narrowed by. */
export const personFilter = z.object({
  /** Beginnings of words of name, organisation, function, State, what they know or say about themselves; or an address. */
  q: choice(z.string().trim().max(200)),
  state: choice(stateCode()),
  type: choice(z.enum(organisationTypes)),
  organisation: choice(recordId()),
  /** Id or short name; members of today. */
  group: choice(z.string().max(64)),
  role: choice(z.enum(membershipRoles)),
  /** Codes of topics. */
  topic: several(z.string().max(64)),
  /** Working languages, ISO 639-1. */
  language: several(language().refine(isLanguageCode, 'network.person.invalid.language')),
  /** Countries of origin that they know, ISO 3166-1 alpha-2. */
  country: several(country().refine(isCountryCode, 'network.person.invalid.country')),
  /** Codes of methods that they master. */
  method: several(z.string().max(64)),
  status: choice(z.enum(['in', 'left', 'all', 'restricted'])),
  sort: choice(z.enum(personSorts)),
});
export type PersonFilter = z.infer<typeof personFilter>;

/** The API's query. @see paging */
export const personQuery = personFilter.extend({ ...paging, total: choice(z.stringbool()) });
export type PersonQuery = z.infer<typeof personQuery>;

/** The day from which on a person is no longer in the network. */
export const departureInput = z.object({ leftOn: day(), why: reason(), version: editVersion() });
export type DepartureInput = z.infer<typeof departureInput>;

export const returnInput = z.object({ version: editVersion() });
export type ReturnInput = z.infer<typeof returnInput>;

const inOrder = (period: { validFrom: string | null; validTo: string | null }) =>
  period.validFrom === null || period.validTo === null || period.validFrom <= period.validTo;
export const periodOrder = { path: ['validTo'], message: 'network.invalid.periodOrder' };

/** A place of work. Both days are included; blank: unknown start, no end. */
export const affiliationInput = z
  .object({
    organisationId: z.string().min(1, 'network.person.invalid.organisationMissing').max(36),
    function: orNull(line(200)),
    validFrom: orNull(day()),
    validTo: orNull(day()),
    /** Told of a change only. */
    why: reason(),
  })
  .refine(inOrder, periodOrder);
export type AffiliationInput = z.infer<typeof affiliationInput>;
export { inOrder };
