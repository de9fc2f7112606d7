import { z } from 'zod';
import { languages } from '@samrad/platform/i18n';
import { checkbox, editVersion } from '@samrad/platform/views';
import { paperKinds } from '../paper/paper.rules.js';

/** Which document to keep; `confirmed` with the version that was looked at, when somebody has edited it. */
export const keeping = z
  .object({
    kind: z.enum(paperKinds),
    language: z.enum(languages),
    confirmed: checkbox(),
    version: editVersion().optional(),
  })
  .refine(({ confirmed, version }) => !confirmed || version !== undefined, {
    path: ['version'],
    message: 'platform.invalid.missing',
  })
  .meta({ id: 'KeptPaperInput' });
export type Keeping = z.infer<typeof keeping>;

export const keptOut = z
  .object({
    documentId: z.string(),
    result: z.enum(['added', 'replaced', 'same']),
    version: z.number().nullable().describe('number of the new version of the document; null when there is none'),
  })
  .meta({ id: 'KeptPaper' });
