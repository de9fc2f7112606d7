import { z } from 'zod';
import { day, editVersion, line, orNull, requiredLine, wallTime, zone } from '@samrad/platform/views';
import { fixedKinds } from './year.entity.js';

/** Forms send day and clock time in two fields (`start`, `startTime`); the API sends one wall time (`start`). */
function joinTimes(input: unknown): unknown {
  const { startTime, endTime, ...rest } = (input ?? {}) as Record<string, unknown>;
  if (startTime === undefined && endTime === undefined) return input;
  const end = rest.end === '' || rest.end === undefined ? rest.start : rest.end;
  return { ...rest, start: wallOf(rest.start, startTime), end: wallOf(end, endTime) };
}

const wallOf = (date: unknown, clock: unknown): string =>
  typeof date === 'string' && typeof clock === 'string' && date && clock ? `${date}T${clock}` : '';

const place = {
  title: requiredLine(),
  /** Wall time `YYYY-MM-DDTHH:MM` in `zone`. */
  start: wallTime(),
  end: wallTime(),
  /** IANA name. */
  zone: zone(),
  place: orNull(line()),
};

/** A place in the plan of a year. */
export const placeInput = z.preprocess(joinTimes, z.object(place)).meta({ id: 'NewPlannedMeeting' });
export type PlaceInput = z.infer<typeof placeInput>;

export const placeChange = z
  .preprocess(joinTimes, z.object({ ...place, version: editVersion() }))
  .meta({ id: 'PlannedMeetingChange' });
export type PlaceChange = z.infer<typeof placeChange>;

const fixed = {
  kind: z.enum(fixedKinds),
  title: requiredLine(),
  startsOn: day(),
  /** Blank: the same day. */
  endsOn: orNull(day()),
  place: orNull(line()),
};

/** Something that others have fixed. */
export const fixedInput = z.object(fixed).meta({ id: 'NewFixedDate' });
export type FixedInput = z.infer<typeof fixedInput>;

export const fixedChange = z.object({ ...fixed, version: editVersion() }).meta({ id: 'FixedDateChange' });
export type FixedChange = z.infer<typeof fixedChange>;

/** A year in an address. */
export const yearParam = z.coerce.number().int().min(2000).max(2100);
