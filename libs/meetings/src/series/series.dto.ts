import { z } from 'zod';
import { editVersion, orNull, recordId, requiredLine, wholeNumber } from '@samrad/platform/views';

const code = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} .-]{0,31}$/u, 'meetings.series.invalid.code');

/** A series as it comes in, from the form or the API. */
export const seriesInput = z.object({
  code,
  nameEn: requiredLine(),
  nameNb: requiredLine(),
  nameNn: requiredLine(),
  /** Group that its meetings usually invite. */
  groupId: orNull(recordId()),
  /** Number of the next meeting. */
  nextNumber: wholeNumber(1, 100_000).default(1),
});
export type SeriesInput = z.infer<typeof seriesInput>;

export const seriesChange = seriesInput.extend({ version: editVersion() });
export type SeriesChange = z.infer<typeof seriesChange>;
