import { z } from 'zod';
import { consentPurposes, fieldAudiences, named, nameFields, personFields, telephone } from '@samrad/network';
import { languages } from '@samrad/platform/i18n';
import { editVersion, email, longText, many, orNull } from '@samrad/platform/views';

/** A list that may be left out: as it is. A form always sends a blank one with it, so that the last box can be unticked. */
const known = () =>
  z.preprocess(
    (value) => (value === undefined ? value : [value].flat().filter((one) => one !== '')),
    z.array(z.string().max(64)).max(300).optional(),
  );

/** What people correct themselves. */
export const ownInput = named(
  z.object({
    ...nameFields,
    phone: orNull(telephone()),
    mailLanguage: z.enum(languages).default('en'),
    languages: many(z.string().regex(/^[a-z]{2,3}$/, 'network.person.invalid.language')),
    topics: many(z.string().max(64)),
    /** Codes; left out: as they are. */
    methods: known(),
    /** Countries of origin, ISO 3166-1 alpha-2; left out: as they are. */
    countries: known(),
    about: orNull(longText(2000)),
    version: editVersion(),
  }),
);
export type OwnInput = z.infer<typeof ownInput>;

/** Who sees each field; what is left out stays. */
export const shownInput = z.object(
  Object.fromEntries(personFields.map((field) => [field, z.enum(fieldAudiences).optional()])) as Record<
    (typeof personFields)[number],
    z.ZodOptional<z.ZodEnum<{ [A in (typeof fieldAudiences)[number]]: A }>>
  >,
);
export type ShownInput = z.infer<typeof shownInput>;

type EachPurpose<T> = Record<(typeof consentPurposes)[number], T>;
const eachPurpose = <T>(schema: () => T) =>
  Object.fromEntries(consentPurposes.map((purpose) => [purpose, schema()])) as EachPurpose<T>;

/** A box that may be left out: as it is. The form always sends a blank with it, which alone means no. */
const box = () =>
  z.preprocess((value) => (value === undefined ? value : [value].flat().includes('true')), z.boolean().optional());

const consentsIn = (input: SomeConsents): SomeConsents =>
  Object.fromEntries(consentPurposes.map((purpose) => [purpose, input[purpose]]));

/** The whole page: who sees what, and what is agreed to. */
export const shownForm = shownInput
  .extend(eachPurpose(box))
  .transform((input) => ({ audiences: shownInput.parse(input), consents: consentsIn(input) }));
export type ShownForm = z.infer<typeof shownForm>;

/** What a program says of one purpose or several: true or false, nothing else, because a slip must not withdraw anything. */
export const someConsents = z.strictObject(eachPurpose(() => z.boolean().optional()));
export type SomeConsents = z.infer<typeof someConsents>;

export const addressInput = z.object({ address: email() });
export type AddressInput = z.infer<typeof addressInput>;
