import { z } from 'zod';
import { editVersion, longText, orNull, wholeNumber } from '@samrad/platform/views';
import { circles, procedures } from './circulation.entity.js';

const workingDays = () => wholeNumber(1, 60);

/** Sends the draft round. */
export const NewCirculation = z
  .object({
    circle: z.enum(circles),
    procedure: z.enum(procedures),
    /** Working days for comments; the day of sending is not counted. */
    workingDays: workingDays(),
    note: orNull(longText(2000)),
    /** Version of the minutes that was looked at. */
    version: editVersion(),
  })
  .meta({ id: 'MinutesCirculation' });
export type NewCirculation = z.infer<typeof NewCirculation>;

export const CirculationQuery = z.object({
  circle: z.enum(circles).optional().catch(undefined),
  workingDays: workingDays().optional().catch(undefined),
});
export type CirculationQuery = z.infer<typeof CirculationQuery>;

/** Adoption, recall and reopening: of the version that was looked at. */
export const MinutesStep = z.object({ version: editVersion() }).meta({ id: 'MinutesStep' });
/** The same as a query: without a name of its own, so that the description of the API names its field. */
export const RecallQuery = z.object(MinutesStep.shape);
export type MinutesStep = z.infer<typeof MinutesStep>;
