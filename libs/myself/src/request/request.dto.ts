import { z } from 'zod';
import { editVersion, longText, orNull, requiredText } from '@samrad/platform/views';
import { requestKinds } from './request.rules.js';

export const requestInput = z.object({
  kind: z.enum(requestKinds, 'myself.request.noKind'),
  words: orNull(longText(2000)),
});
export type RequestInput = z.infer<typeof requestInput>;

/** The reason goes to whoever asked. */
export const decisionInput = z.object({
  decision: z.enum(['granted', 'refused'], 'platform.invalid.missing'),
  reason: requiredText(2000),
  version: editVersion(),
});
export type DecisionInput = z.infer<typeof decisionInput>;
