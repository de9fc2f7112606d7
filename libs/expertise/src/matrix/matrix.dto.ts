import { z } from 'zod';
import { choice } from '@samrad/network';

/** `standing`: only the five standing topics of REG. */
export const matrixQuery = z.object({ standing: choice(z.stringbool()) });
export type MatrixQuery = z.infer<typeof matrixQuery>;

export const matrixOut = z.object({
  isComplete: z
    .boolean()
    .describe('false: counted are only those who show you what they know; others may know it, and no gap is known'),
  states: z.array(z.string()).describe('ISO 3166-1 alpha-2; those that take part'),
  rows: z.array(
    z.object({
      topic: z.string(),
      persons: z.number(),
      others: z.number().describe('Persons of EU bodies, international organisations and other States'),
      cells: z.array(z.object({ state: z.string(), persons: z.number() })),
      gaps: z
        .array(z.string())
        .nullable()
        .describe('States where nobody knows the topic; null: not known, see isComplete'),
    }),
  ),
  gaps: z.number().nullable(),
  cells: z.number(),
});
