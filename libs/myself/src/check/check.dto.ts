import { z } from 'zod';
import { choice } from '@samrad/network';
import { handoverFields } from '@samrad/platform/traces';
import { many, paging, recordId } from '@samrad/platform/views';

export const overdueFilter = z.object({ state: choice(z.string().regex(/^[A-Z]{2}$/, 'platform.invalid.missing')) });
export type OverdueFilter = z.infer<typeof overdueFilter>;
export const overdueQuery = overdueFilter.extend(paging);
export type OverdueQuery = z.infer<typeof overdueQuery>;

/** Who is asked again. */
export const reminderInput = z.object({
  persons: many(recordId()).pipe(z.array(z.string()).min(1, 'myself.overdue.noneTicked').max(200)),
});
export type ReminderInput = z.infer<typeof reminderInput>;

export const overdueExport = overdueFilter.extend(handoverFields);
export type OverdueExport = z.infer<typeof overdueExport>;

export const overdueOut = z.object({
  personId: z.string(),
  name: z.string(),
  stateCode: z.string().nullable(),
  address: z.string().nullable(),
  askedAt: z.iso.datetime(),
  confirmedAt: z.iso.datetime().nullable(),
  remindedOn: z.string().nullable().describe('YYYY-MM-DD'),
});
export const overdueList = z.object({
  items: z.array(overdueOut),
  page: z.number(),
  per: z.number(),
  more: z.boolean(),
});
