import { z } from 'zod';
import { checkbox, editVersion, many, wholeNumber } from '@samrad/platform/views';

/** On which days those responsible are reminded. */
export const Chasing = z
  .object({
    /** Days before the due date; negative: after it. None: no reminders. */
    days: many(wholeNumber(-60, 60)).refine((days) => days.length <= 10, 'platform.invalid.format'),
    /** Also for every action item of the series that has no days of its own. */
    forSeries: checkbox(),
    version: editVersion(),
  })
  .meta({ id: 'ActionChasing' });
export type ChasingInput = z.infer<typeof Chasing>;

export const ChasingOut = z
  .object({
    days: z.array(z.number()).describe('days before the due date; negative: after it'),
    isOwn: z.boolean().describe('false: those of the series, or the usual ones'),
    nextOn: z.string().nullable().describe('YYYY-MM-DD: the next day that mails are written'),
  })
  .meta({ id: 'ActionChasingOut' });
