import { z } from 'zod';
import { consentPurposes, fieldAudiences, named, nameFields, personFields } from '@samrad/network';
import { languages } from '@samrad/platform/i18n';
import { checkbox, editVersion, email, line, longText, many, orNull } from '@samrad/platform/views';

/** What people correct themselves. */
export const ownInput = named(
  z.object({
    ...nameFields,
    phone: orNull(line(40)),
    mailLanguage: z.enum(languages).default('en'),
    languages: many(z.string().regex(/^[a-z]{2,3}$/, 'network.person.invalid.language')),
    topics: many(z.string().max(64)),
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

/** All purposes at once, as a form sends them: what is not ticked is no. */
export const consentsInput = z.object(
  Object.fromEntries(consentPurposes.map((purpose) => [purpose, checkbox()])) as Record<
    (typeof consentPurposes)[number],
    ReturnType<typeof checkbox>
  >,
);
export type ConsentsInput = z.infer<typeof consentsInput>;

export const addressInput = z.object({ address: email() });
export type AddressInput = z.infer<typeof addressInput>;
