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
