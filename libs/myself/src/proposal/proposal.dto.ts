import { z } from 'zod';
import { editVersion, line, longText, orNull, requiredLine } from '@samrad/platform/views';
import { proposalFields } from './proposal.rules.js';

export const proposalInput = z.object({
  field: z.enum(proposalFields),
  /** Code of a State, id of an organisation or a group, or the text itself. */
  value: requiredLine(200),
  /** At a new place of work. */
  function: orNull(line(200)),
  /** Why. */
  words: orNull(longText(1000)),
});
export type ProposalInput = z.infer<typeof proposalInput>;

/** Who declines says why: the reason goes to whoever asked. */
export const proposalDecision = z
  .object({
    decision: z.enum(['accepted', 'declined'], 'platform.invalid.missing'),
    reason: orNull(longText(1000)),
    version: editVersion(),
  })
  .refine(({ decision, reason }) => decision !== 'declined' || reason, {
    path: ['reason'],
    message: 'myself.proposal.noReason',
  });
export type ProposalDecision = z.infer<typeof proposalDecision>;
