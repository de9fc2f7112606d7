import { z } from 'zod';
import { checkbox, editVersion, longText, many, orNull, reason, recordId, requiredLine } from '@samrad/platform/views';

const listFields = {
  /** Short name, e.g. `NYTT`; stands in a header of every mail. */
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/, 'mailings.list.invalid.code'),
  nameNb: requiredLine(),
  nameNn: requiredLine(),
  nameEn: requiredLine(),
  descriptionNb: orNull(longText(1000)),
  descriptionNn: orNull(longText(1000)),
  descriptionEn: orNull(longText(1000)),
  /** Anybody may subscribe. */
  isPublic: checkbox(),
};

export const listInput = z.object(listFields);
export type ListInput = z.infer<typeof listInput>;

export const listChange = listInput.extend({ why: reason(), version: editVersion() });
export type ListChange = z.infer<typeof listChange>;

/** Whom a coordinator puts on a list, and on what basis. */
export const puttingOn = z.object({
  /** One on each line. */
  addresses: longText(20_000)
    .transform((text) => text.split(/[\s;,]+/).filter(Boolean))
    .pipe(z.array(z.string()).min(1, 'platform.invalid.missing').max(500, 'mailings.list.invalid.many')),
  basis: requiredLine(),
});
export type PuttingOn = z.infer<typeof puttingOn>;

/** The same through the API. */
export const puttingOnApi = z.object({
  addresses: z.array(z.email('mailings.list.invalid.address').max(254)).min(1).max(500),
  basis: requiredLine(),
});

export const subscribing = z.object({
  address: z.string().trim().max(254).pipe(z.email('platform.invalid.email')),
  lists: many(recordId()).pipe(z.array(z.string()).min(1, 'mailings.subscription.invalid.none').max(50)),
});
export type Subscribing = z.infer<typeof subscribing>;

export const choosing = z.object({ lists: many(recordId()) });
