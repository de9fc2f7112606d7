import { z } from 'zod';
import { day, editVersion, longText, orNull } from '@samrad/platform/views';

/** A due date of their own that somebody asks for, or that the organisers set. */
export const Extension = z
  .object({
    /** `YYYY-MM-DD`, after the present due date. */
    dueOn: day(),
    reason: orNull(longText(2000)),
    version: editVersion(),
  })
  .meta({ id: 'Extension' });
export type Extension = z.infer<typeof Extension>;

/** What the organisers answer. A refusal says why. */
export const ExtensionDecision = z
  .object({ decision: z.enum(['agreed', 'refused']), reason: orNull(longText(2000)), version: editVersion() })
  .refine(({ decision, reason }) => decision === 'agreed' || Boolean(reason), {
    path: ['reason'],
    message: 'actions.extension.invalid.reason',
  })
  .meta({ id: 'ExtensionDecision' });
export type ExtensionDecision = z.infer<typeof ExtensionDecision>;
