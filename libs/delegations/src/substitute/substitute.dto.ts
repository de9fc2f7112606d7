import { z } from 'zod';
import { isAddress } from '@samrad/platform/pure';
import { line, longText, orNull, recordId, requiredLine, wholeNumber } from '@samrad/platform/views';

const fields = z.object({
  /** Somebody of the same organisation or State. */
  personId: orNull(recordId()),
  /** Somebody who is not on that list. */
  name: orNull(line(120)),
  address: orNull(z.string().trim().max(254).refine(isAddress, 'platform.invalid.email')),
  comment: orNull(longText(2000)),
  /** SEQUENCE of the meeting as it was shown. */
  sequence: orNull(wholeNumber(0, 1_000_000)),
});

/** Who is to come instead: one of the list, or a name with an address. */
export const proposalForm = fields
  .refine(({ personId, name }) => personId || name, { path: ['name'], message: 'delegations.substitute.invalid.name' })
  .refine(({ personId, address }) => personId || address, {
    path: ['address'],
    message: 'delegations.substitute.invalid.address',
  });
export type ProposalForm = z.infer<typeof proposalForm>;

/** The name can be completed when a calendar gave only an address. */
export const confirmation = z.object({ name: orNull(line(120)) });

/** Of the person who comes after all and the substitute: `one` withdraws the substitute's invitation. */
export const ending = z.object({ keep: z.enum(['one', 'both']) });

export const refusal = z.object({ reason: requiredLine(500) });

/** A decision through the API. */
export const decisionInput = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('confirmed'), name: orNull(line(120)) }),
  z.object({ decision: z.literal('refused'), reason: requiredLine(500) }),
]);
export type DecisionInput = z.infer<typeof decisionInput>;
