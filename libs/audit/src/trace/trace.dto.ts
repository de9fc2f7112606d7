import { z } from 'zod';
import { handoverFields, traceKinds } from '@samrad/platform/traces';
import { day, line, orNull, paging } from '@samrad/platform/views';
import { sorts } from './trace.rules.js';

/** What the log is narrowed by; days are those in Norway, both included. */
export const traceFilter = z.object({
  /** Part of the name of who did it, of the receiver or of the record. */
  q: line(100).optional(),
  kind: orNull(z.enum(traceKinds)).catch(null),
  what: orNull(z.enum(sorts)).catch(null),
  from: orNull(day()).catch(null),
  to: orNull(day()).catch(null),
});
export type TraceFilter = z.infer<typeof traceFilter>;

export const traceQuery = traceFilter.extend(paging);
export type TraceQuery = z.infer<typeof traceQuery>;

export const exportFormats = ['csv', 'jsonl'] as const;

/** Which part of the log, in which form, for whom and what for. */
export const traceExport = traceFilter.extend({ format: z.enum(exportFormats).default('csv'), ...handoverFields });
export type TraceExportInput = z.infer<typeof traceExport>;

export const traceOut = z
  .object({
    id: z.string(),
    kind: z.enum(traceKinds),
    what: z.string(),
    subjectId: z.string().nullable(),
    subject: z.string().nullable(),
    actorId: z.string().nullable(),
    actorName: z.string(),
    amount: z.number().int().nullable(),
    receiver: z.string().nullable().describe('of an import: where it came from'),
    purpose: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()).nullable(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'Trace' });
export type TraceRow = z.infer<typeof traceOut>;

export const tracePage = z.object({
  items: z.array(traceOut),
  page: z.number().int(),
  per: z.number().int(),
  more: z.boolean(),
  total: z.number().int().nullable(),
});

export const sealOut = z
  .object({ place: z.number().int(), hash: z.string(), sealedAt: z.iso.datetime() })
  .nullable()
  .describe('the newest link of the chain, to be noted outside; null while nothing is sealed');
