import { z } from 'zod';
import type { CountedState, StateRow } from './state.finder.js';

const kind = z.enum(['member', 'observer']);

export const stateOut = z.object({
  code: z.string().describe('ISO 3166-1 alpha-2'),
  eurostatCode: z.string(),
  nameEn: z.string(),
  nameNb: z.string(),
  nameNn: z.string(),
  eu: z.boolean(),
  eea: z.boolean().describe('In the European Economic Area'),
  version: z.number(),
  participation: kind.nullable().describe('Today'),
  since: z.string().nullable().describe('YYYY-MM-DD'),
  periods: z.array(
    z.object({ kind, validFrom: z.string(), validTo: z.string().nullable(), note: z.string().nullable() }),
  ),
});
export type StateOut = z.infer<typeof stateOut>;

export const stateItem = stateOut.extend({
  persons: z.number().describe('Persons of the State whom you may see'),
  organisations: z.number(),
});
export type StateItem = z.infer<typeof stateItem>;

export const stateOf = (row: StateRow): StateOut => ({
  ...{ code: row.code, eurostatCode: row.eurostatCode, nameEn: row.nameEn, nameNb: row.nameNb, nameNn: row.nameNn },
  ...{
    eu: row.eu,
    eea: row.eea,
    version: row.version,
    participation: row.participation,
    since: row.since,
    periods: row.periods,
  },
});

export const itemOf = (row: CountedState): StateItem => ({
  ...stateOf(row),
  persons: row.persons,
  organisations: row.organisations,
});
