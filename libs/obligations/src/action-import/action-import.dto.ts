import { z } from 'zod';
import { checkbox, day, longText, orNull, requiredLine } from '@samrad/platform/views';

/** A list that was uploaded, with the proof that the actor did so. */
export const KeptList = z.object({
  file: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().max(200),
  proof: z.string().max(200),
});
export type KeptList = z.infer<typeof KeptList>;

/** `withoutFaulty`: rows with faults are left out; without it they refuse the whole list. */
export const Confirmation = KeptList.extend({ withoutFaulty: checkbox() });

/** The same from another system: rows as text, judged like those of a list. */
export const ImportedRows = z
  .object({
    rows: z
      .array(
        z.object({
          title: requiredLine(),
          dueOn: orNull(day()),
          /** Codes or names, separated by `,` or `;`; `all` for all that take part. */
          states: requiredLine(500),
          priority: z.enum(['', 'high', 'normal', 'low']).default(''),
          description: orNull(longText()),
        }),
      )
      .min(1)
      .max(300),
    withoutFaulty: z.boolean().default(false),
  })
  .meta({ id: 'ImportedActions' });
export type ImportedRows = z.infer<typeof ImportedRows>;
