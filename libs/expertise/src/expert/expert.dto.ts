import { z } from 'zod';
import { choice, facets, personFilter, personItem } from '@samrad/network';
import { handoverFields } from '@samrad/platform/traces';
import { checkbox, paging } from '@samrad/platform/views';

/** What experts are looked for by; all of it together. */
export const expertFilter = personFilter.pick({
  ...{ q: true, topic: true, language: true, country: true, method: true },
  ...{ state: true, type: true, sort: true },
});
export type ExpertFilter = z.infer<typeof expertFilter>;

/** The API's query. `facets`: count the choices of each filter, too. */
export const expertQuery = expertFilter.extend({
  ...paging,
  total: choice(z.stringbool()),
  facets: choice(z.stringbool()),
});
export type ExpertQuery = z.infer<typeof expertQuery>;

/** `outsideEea`: the receiver is there; only what may go there is taken out. */
export const expertExport = expertFilter.extend({ ...handoverFields, outsideEea: checkbox() });
export type ExpertExport = z.infer<typeof expertExport>;

const sure = z.enum(['person', 'coordinator', 'presented']);

export const expertOut = personItem.omit({ leftOn: true }).extend({
  why: z.array(
    z.object({
      filter: z.enum(['topic', 'language', 'country', 'method']),
      value: z.string(),
      sure: sure.describe('Stated by the person, by a coordinator, or presented on it at a meeting'),
      meeting: z.object({ id: z.string(), name: z.string(), title: z.string(), heldOn: z.string() }).optional(),
    }),
  ),
});

export const expertList = z.object({
  items: z.array(expertOut),
  page: z.number(),
  per: z.number(),
  more: z.boolean(),
  total: z.number().optional(),
  facets: z
    .record(z.enum(facets), z.array(z.object({ value: z.string(), persons: z.number() })))
    .optional()
    .describe('Persons for each choice of a filter, the others as they are'),
});
