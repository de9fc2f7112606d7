import { z } from 'zod';
import { standings } from './decision.entity.js';
import { checkbox, editVersion, longText, orNull, paging, recordId, requiredText } from '@samrad/platform/views';

const text = () => requiredText(4000);

export const NewDecision = z.object({ text: text(), itemId: orNull(recordId()) }).meta({ id: 'NewDecision' });
export type NewDecision = z.infer<typeof NewDecision>;

export const DecisionChange = z.object({ text: text(), version: editVersion() }).meta({ id: 'DecisionChange' });
export type DecisionChange = z.infer<typeof DecisionChange>;

/** What became of a decision. */
export const StandingChange = z
  .object({
    standing: z.enum(standings),
    /** The decision that replaces it, with `superseded`. */
    supersededById: orNull(recordId()),
    followUp: orNull(longText(4000)),
    version: editVersion(),
  })
  .meta({ id: 'StandingChange' });
export type StandingChange = z.infer<typeof StandingChange>;

export const DecisionQuery = z.object({
  ...paging,
  q: z.string().trim().max(200).optional(),
  year: z.coerce.number().int().min(1900).max(2999).optional().catch(undefined),
  group: z.string().max(36).optional().catch(undefined),
  /** Id of a series, `none` for meetings outside any. */
  series: z.string().max(36).optional().catch(undefined),
  status: z.enum(standings).optional().catch(undefined),
  /** Code of the topic of the item. */
  topic: z.string().max(64).optional().catch(undefined),
  /** API: count them too. */
  total: checkbox(),
});
export type DecisionQuery = z.infer<typeof DecisionQuery>;
