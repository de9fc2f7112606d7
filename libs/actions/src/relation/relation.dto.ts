import { z } from 'zod';
import { line } from '@samrad/platform/views';
import { relationChoices, numberIn } from './relation.rules.js';

/** How this action stands to another, which is named by its number. */
export const NewRelation = z
  .object({
    relation: z.enum(relationChoices, 'platform.invalid.missing'),
    /** `A-118`, or only the digits. */
    other: line(20)
      .refine((text) => numberIn(text) !== null, 'actions.relation.invalid.number')
      .transform((text) => numberIn(text)!)
      .meta({ description: 'A-118' }),
  })
  .meta({ id: 'NewActionRelation' });
export type NewRelation = z.infer<typeof NewRelation>;

/** A relation as the API gives it, seen from one of the two. */
export const RelationOut = z
  .object({
    id: z.string(),
    relation: z.enum(relationChoices),
    actionId: z.string().describe('the other action'),
    ref: z.string().describe('A-118'),
    title: z.string(),
  })
  .meta({ id: 'ActionRelation' });
