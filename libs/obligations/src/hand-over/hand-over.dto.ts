import { z } from 'zod';
import { editVersion, longText, many, orNull, recordId } from '@samrad/platform/views';
import { causes } from './hand-over.entity.js';

const decision = {
  decision: z.enum(['move', 'keep'], 'platform.invalid.missing'),
  /** Who takes over. */
  toPersonId: orNull(recordId()),
  reason: orNull(longText(2000)),
  version: editVersion(),
};

const isNamed = (input: { decision: string; toPersonId: string | null }) =>
  input.decision === 'keep' || input.toPersonId !== null;
const nobody = { path: ['toPersonId'], message: 'obligations.handOver.invalid.nobody' };

/** Somebody takes over, or it stays where it is. */
export const HandOverDecision = z.object(decision).refine(isNamed, nobody).meta({ id: 'HandOverDecision' });
export type HandOverDecision = z.infer<typeof HandOverDecision>;

const confirmed = /^([^:]{1,36}):([^:]{1,36}):(\d{1,9})$/;

/** Those ticked on the list: `hand-over:person:version`, so that nobody goes to another than the page has shown. */
export const Confirmed = z.object({
  confirmed: many(
    z
      .string()
      .regex(confirmed, 'platform.invalid.format')
      .transform((text) => {
        const [, id, toPersonId, version] = confirmed.exec(text)!;
        return { id: id!, toPersonId: toPersonId!, version: Number(version) };
      }),
  ).refine((ticked) => ticked.length > 0 && ticked.length <= 500, 'obligations.handOver.invalid.nothing'),
});
export type Confirmed = z.infer<typeof Confirmed>;

const text = () => z.string().nullable();

/** A line that waits, as the API gives it. */
export const HandOverOut = z
  .object({
    id: z.string(),
    progressId: z.string(),
    actionId: z.string(),
    ref: z.string().describe('A-118'),
    title: z.string(),
    personId: z.string(),
    personName: z.string(),
    cause: z.enum(causes),
    endedOn: z.string().describe('first day outside the network, or last day in the group'),
    proposedPersonId: text(),
    proposedName: text(),
    proposedAs: z.enum(['successor', 'contact']).nullable(),
    version: z.number(),
  })
  .meta({ id: 'HandOver' });
