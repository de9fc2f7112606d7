import { z } from 'zod';
import { exemptions } from '@samrad/library';
import { sessionAccesses } from '@samrad/meetings';
import { languages } from '@samrad/platform/i18n';
import { line, orNull } from '@samrad/platform/views';
import { directions } from './archive.rules.js';

/** What is said about one document; what is left out stays as the page proposes it. */
export const filedInput = z.object({
  direction: z.enum(directions).optional(),
  publicTitle: orNull(line()),
  /** Absent: that of the document itself, which must name one unless it is public. Blank: none applies. */
  exemption: orNull(z.enum(exemptions)).optional(),
  party: orNull(line()),
});

/** A package for the archive. Documents by their id, or by `agenda`, `minutes`, `participants`, `decisions`. */
export const packageInput = z
  .object({
    /** Of the documents that are written for the package; absent: the reader's. */
    language: z.enum(languages).optional(),
    caseNumber: orNull(line(100)),
    documents: z.record(z.string().max(36), filedInput).default({}),
  })
  .meta({ id: 'ArchivePackageInput' });
export type PackageInput = z.infer<typeof packageInput>;

/** What a select of the form says before somebody has chosen. */
export const undecided = '?';

/** The fields of the form, `documents.minutes.direction`, as what they stand for. */
export function packageOf(fields: Record<string, unknown>): Record<string, unknown> {
  const documents: Record<string, Record<string, unknown>> = {};
  for (const [name, value] of Object.entries(fields)) {
    const [, key, field] = /^documents\.([\w-]{1,36})\.(\w+)$/.exec(name) ?? [];
    if (key && field && value !== undecided) documents[key] = { ...documents[key], [field]: value };
  }
  const { language, caseNumber } = fields;
  return { language, caseNumber, documents };
}

export const contentsOut = z
  .object({
    items: z.array(
      z.object({
        key: z.string().describe('name of the document in `documents` of the request'),
        title: z.string(),
        kind: z.string(),
        date: z.string(),
        direction: z.enum(directions),
        audience: z.string().nullable().describe('null: the organisers, or those whom `closed` names'),
        closed: z
          .enum(sessionAccesses)
          .nullable()
          .describe('the file holds items of a closed session; for whom the narrowest of them is'),
        exemption: z.enum(exemptions).nullable(),
      }),
    ),
  })
  .meta({ id: 'ArchivePackageContents' });
