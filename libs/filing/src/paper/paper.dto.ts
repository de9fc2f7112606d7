import { z } from 'zod';
import { languages } from '@samrad/platform/i18n';
import { paperFormats } from '@samrad/platform/office';
import { many } from '@samrad/platform/views';
import { paperKinds, parts } from './paper.rules.js';

const partNames = [...new Set(Object.values(parts).flat())];

const facts = {
  /** Absent: the reader's language. */
  language: z.enum(languages).optional(),
  /** Parts to leave out; those that the document does not have change nothing. */
  without: many(z.enum(partNames)).default([]),
};

/** A document in a format, as the page and shared links ask for it. */
export const paperRequest = z.object({ kind: z.enum(paperKinds), format: z.enum(paperFormats), ...facts });
export type PaperRequest = z.infer<typeof paperRequest>;

/** The same through the API, where the address names the kind. */
export const paperQuery = z.object({ format: z.enum(paperFormats).default('pdf'), ...facts });
export type PaperQuery = z.infer<typeof paperQuery>;

export const kindParam = z.enum(paperKinds);

export const papersOut = z
  .object({
    items: z.array(
      z.object({
        kind: z.enum(paperKinds),
        title: z.string(),
        formats: z.array(z.enum(paperFormats)),
        parts: z.array(z.string()).describe('what `without` can leave out'),
      }),
    ),
  })
  .meta({ id: 'MeetingPapers' });
