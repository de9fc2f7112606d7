import { z } from 'zod';
import { isStateCode } from '@samrad/network';
import { isAddress } from '@samrad/platform/pure';
import { longText, many, orNull, recordId, requiredLine } from '@samrad/platform/views';

const state = () => orNull(z.string().refine(isStateCode, 'network.invalid.state'));
const role = () => z.enum(['required', 'optional']).default('required');

/** The form in which those to be invited are chosen. */
export const choiceForm = z.object({
  /** Ticked persons. */
  person: many(recordId()),
  /** Those of them who need not come. */
  optional: many(recordId()),
  /** Pasted, one a line. */
  addresses: longText(50_000).default(''),
  /** State of those among the pasted who are new. */
  stateCode: state(),
});
export type ChoiceForm = z.infer<typeof choiceForm>;

/** Persons to invite, by id or as name and address of somebody new. */
export const invitationsInput = z.object({
  persons: z
    .array(z.object({ personId: recordId(), role: role() }))
    .max(2000)
    .default([]),
  contacts: z
    .array(
      z.object({
        name: requiredLine(),
        address: z.string().trim().max(254).refine(isAddress, 'platform.invalid.email'),
        stateCode: state(),
        role: role(),
      }),
    )
    .max(500)
    .default([]),
});
export type InvitationsInput = z.infer<typeof invitationsInput>;

/** Whom to look for. */
export const personSearch = z.object({ q: z.string().trim().max(100).default(''), person: many(recordId()) });
