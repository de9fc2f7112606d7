import { z } from 'zod';
import { orNull, recordId, wallTime } from '@samrad/platform/views';
import { acts } from './check-in.rules.js';

export const tap = z.object({ act: z.enum(acts) });

/** Somebody who was not invited. */
export const newAttendee = z.object({ personId: recordId(), presence: z.enum(['on_site', 'online']) });
export type NewAttendee = z.infer<typeof newAttendee>;

/** Times of one person, on the wall at the place of the meeting, the clock alone on its first day; blank: from the beginning, to the end. */
const clockOrWall = () =>
  orNull(z.union([z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), wallTime()], 'platform.invalid.time'));

export const stayForm = z.object({ arrived: clockOrWall(), left: clockOrWall() });
export type StayForm = z.infer<typeof stayForm>;

/** What somebody says about their own presence. */
export const ownForm = z.object({ presence: z.enum(['on_site', 'online', 'regrets']), ...stayForm.shape });
export type OwnForm = z.infer<typeof ownForm>;
