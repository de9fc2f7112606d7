import { z } from 'zod';
import { editVersion } from '@samrad/platform/views';

/** Beside the file: the version of the document that was looked at. */
export const newVersion = z.object({ version: editVersion() });

export const versionsOut = z
  .object({
    items: z.array(
      z.object({
        number: z.number(),
        filename: z.string(),
        mediaType: z.string(),
        size: z.number().describe('bytes'),
        addedAt: z.string(),
        addedBy: z.string().nullable(),
        isMadeHere: z.boolean().describe('written by the system, not uploaded'),
        url: z.string().describe('where the content can be fetched'),
      }),
    ),
  })
  .meta({ id: 'DocumentVersions' });
