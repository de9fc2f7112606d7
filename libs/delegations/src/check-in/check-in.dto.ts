import { z } from 'zod';
import { orNull, wallTime } from '@samrad/platform/views';
import { acts } from './check-in.rules.js';

export const tap = z.object({ act: z.enum(acts) });

/** Times of one person, on the wall at the place of the meeting; blank: from the beginning, to the end. */
export const stayForm = z.object({ arrived: orNull(wallTime()), left: orNull(wallTime()) });
export type StayForm = z.infer<typeof stayForm>;

/** What somebody says about their own presence. */
export const ownForm = z.object({ presence: z.enum(['on_site', 'online', 'regrets']), ...stayForm.shape });
export type OwnForm = z.infer<typeof ownForm>;
