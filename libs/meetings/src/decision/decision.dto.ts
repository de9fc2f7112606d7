import { z } from 'zod';
import { checkbox, editVersion, orNull, paging, recordId, requiredText } from '@samrad/platform/views';

const text = () => requiredText(4000);

export const NewDecision = z.object({ text: text(), itemId: orNull(recordId()) }).meta({ id: 'NewDecision' });
export type NewDecision = z.infer<typeof NewDecision>;

export const DecisionChange = z.object({ text: text(), version: editVersion() }).meta({ id: 'DecisionChange' });
export type DecisionChange = z.infer<typeof DecisionChange>;

export const DecisionQuery = z.object({
  ...paging,
  q: z.string().trim().max(200).optional(),
  year: z.coerce.number().int().min(1900).max(2999).optional().catch(undefined),
  group: z.string().max(36).optional().catch(undefined),
  /** API: count them too. */
  total: checkbox(),
});
export type DecisionQuery = z.infer<typeof DecisionQuery>;
