import { z } from 'zod';
import { orNull, recordId } from '@samrad/platform/views';
import { presences } from './attendance.rules.js';

const presence = () => orNull(z.enum(presences));

const moment = () => z.iso.datetime({ precision: 3 }).nullable().optional();

/** How one person took part; null takes the note away. Times that are left out stay as they are. */
export const Noted = z.object({
  personId: recordId(),
  presence: presence(),
  arrivedAt: moment(),
  leftAt: moment(),
});
export type Noted = z.infer<typeof Noted>;

/** Several at once: only those named change. */
export const AttendanceInput = z.object({ persons: z.array(Noted).max(2000) }).meta({ id: 'Attendance' });
export type AttendanceInput = z.infer<typeof AttendanceInput>;

/** One person who was not invited. */
export const NewAttendee = z.object({ personId: recordId(), presence: z.enum(presences) });
export type NewAttendee = z.infer<typeof NewAttendee>;

/**
 * The whole list as a form sends it: `presence-<person>` and, beside it, `was-<person>` with what the page showed, so
 * that what others noted meanwhile stays.
 * @returns only what was changed
 */
export function changedIn(body: unknown): { personId: string; presence: unknown }[] {
  const fields = (body ?? {}) as Record<string, unknown>;
  return Object.keys(fields)
    .filter((name) => name.startsWith('presence-'))
    .map((name) => name.slice('presence-'.length))
    .filter((personId) => fields[`presence-${personId}`] !== fields[`was-${personId}`])
    .map((personId) => ({ personId, presence: fields[`presence-${personId}`] }));
}
