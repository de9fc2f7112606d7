import { z } from 'zod';
import { orNull, recordId, requiredLine } from '@samrad/platform/views';

const itemId = orNull(recordId());

/** What is told about a paper that is uploaded onto a meeting; `group` is the meeting's own group. */
export const paperInput = z.object({
  title: requiredLine(),
  audience: z.enum(['organisers', 'group', 'network', 'public']),
  language: z.enum(['en', 'nb', 'nn', 'fr', 'de', 'other']).default('en'),
  /** Agenda item; blank: the meeting as a whole. */
  itemId,
});
export type PaperInput = z.infer<typeof paperInput>;

export const attachment = z.object({ documentId: recordId(), itemId });
export type Attachment = z.infer<typeof attachment>;

export const detachment = z.object({ documentId: recordId() });
