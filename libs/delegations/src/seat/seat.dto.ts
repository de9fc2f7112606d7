import { z } from 'zod';
import { orNull, wholeNumber } from '@samrad/platform/views';

/** Seats of each State; blank: as many as come. `version` 0 before it was ever set. */
export const seatsInput = z.object({ perState: orNull(wholeNumber(1, 50)), version: wholeNumber(0, 1_000_000) });
export type SeatsInput = z.infer<typeof seatsInput>;
