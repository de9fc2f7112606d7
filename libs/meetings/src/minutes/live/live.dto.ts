import { z } from 'zod';
import { checkbox, orNull, recordId, requiredLine } from '@samrad/platform/views';
import { presences } from '../attendance/attendance.rules.js';

/** A window that wants to write an item, goes on writing it, or leaves it. */
export const Turn = z.object({
  tab: z.string().regex(/^[\da-z]{8,32}$/),
  takeOver: checkbox(),
  leave: checkbox(),
});

export const Run = z.object({ act: z.enum(['begin', 'stop']) });

/** Something to come back to. */
export const NewPoint = z.object({ text: requiredLine(), itemId: orNull(recordId()) });
export type NewPoint = z.infer<typeof NewPoint>;

export const PointMark = z.object({ act: z.enum(['settle', 'reopen']) });

/** Noted with one press; null takes the note away. */
export const Present = z.object({ personId: recordId(), presence: orNull(z.enum(presences)) });
