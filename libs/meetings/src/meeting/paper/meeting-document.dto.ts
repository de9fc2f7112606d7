import { z } from 'zod';
import { orNull, recordId, requiredLine } from '@samrad/platform/views';
import { audiences, exemptionFields } from '@samrad/library';

const itemId = orNull(recordId());

/** What is told about a paper that is uploaded onto a meeting; `group` is the meeting's own group. */
export const paperInput = z.object({
  title: requiredLine(),
  audience: z.enum(audiences),
  language: z.enum(['en', 'nb', 'nn', 'fr', 'de', 'other']).default('en'),
  /** Agenda item; blank: the meeting as a whole. */
  itemId,
  ...exemptionFields,
});
export type PaperInput = z.infer<typeof paperInput>;

export const attachment = z.object({ documentId: recordId(), itemId });
export type Attachment = z.infer<typeof attachment>;

export const detachment = z.object({ documentId: recordId() });
