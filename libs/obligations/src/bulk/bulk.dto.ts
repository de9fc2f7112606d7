import { z } from 'zod';
import { day, editVersion, longText, orNull, recordId } from '@samrad/platform/views';
import { bulkVerbs, type Chosen, chosenIn, mostAtOnce } from './bulk.rules.js';

const change = {
  verb: z.enum(bulkVerbs, 'platform.invalid.missing'),
  /** `extend`: the new due date of each. */
  dueOn: orNull(day()),
  /** `close`. */
  status: orNull(z.enum(['done', 'not_applicable'])),
  /** `close`: must be there, and becomes the note. */
  reason: orNull(longText(2000)),
  /** `reassign`: only lines of this person. */
  fromPersonId: orNull(recordId()),
  toPersonId: orNull(recordId()),
};

const needed: Record<
  (typeof bulkVerbs)[number],
  readonly ('dueOn' | 'status' | 'reason' | 'fromPersonId' | 'toPersonId')[]
> = {
  extend: ['dueOn'],
  close: ['status', 'reason'],
  reassign: ['fromPersonId', 'toPersonId'],
};

function demandWhole(input: z.infer<z.ZodObject<typeof change>>, context: z.RefinementCtx) {
  for (const field of needed[input.verb]) {
    if (input[field] === null) context.addIssue({ code: 'custom', path: [field], message: 'platform.invalid.missing' });
  }
}

const ticked = z
  .preprocess(
    (value): unknown[] => (value === undefined || value === '' ? [] : [value].flat()),
    z.array(z.string().refine((text) => chosenIn(text) !== null, 'platform.invalid.format')).max(mostAtOnce),
  )
  .transform((texts): Chosen[] => texts.map((text) => chosenIn(text)!));

/** From the list to the preview: those ticked, or all that match the filter in the address. */
export const BulkChoice = z
  .object({ ...change, scope: z.enum(['ticked', 'all']).catch('ticked').default('ticked'), lines: ticked })
  .superRefine(demandWhole);
export type BulkChoice = z.infer<typeof BulkChoice>;

/** From the preview: exactly those that were shown. */
export const BulkConfirmed = z.object({ ...change, lines: ticked }).superRefine(demandWhole);

/** The same for the API. */
export const BulkChange = z
  .object({
    ...change,
    lines: z
      .array(z.object({ id: recordId(), version: editVersion() }))
      .min(1)
      .max(mostAtOnce),
  })
  .superRefine(demandWhole)
  .meta({ id: 'BulkChange' });
export type BulkChange = z.infer<typeof BulkChange>;

/** What became of each line, or would become of it. */
export const BulkOut = z
  .object({
    changed: z.array(z.string()).describe('ids of lines that change'),
    refused: z.array(z.object({ id: z.string(), code: z.string().describe('why, as a key') })),
  })
  .meta({ id: 'BulkResult' });
