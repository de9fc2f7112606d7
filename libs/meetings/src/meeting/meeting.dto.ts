import { z } from 'zod';
import type { Fault } from '@samrad/platform/errors';
import {
  day,
  editVersion,
  httpUrl,
  longText,
  many,
  orNull,
  paging,
  recordId,
  requiredLine,
  requiredText,
  line,
  wallTime,
  wholeNumber,
  zone,
} from '@samrad/platform/views';
import { answerByFault, momentsOf } from './meeting.rules.js';

export const audiences = ['organisers', 'group', 'network', 'public'] as const;
export const meetingLanguages = ['en', 'nb', 'nn', 'sv', 'da', 'fi', 'fr', 'de'] as const;

const time = /^\d{2}:\d{2}$/;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Forms send day and clock time in two fields (`start`, `startTime`); the API sends one wall time (`start`). */
function joinTimes(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input;
  const { startTime, endTime, ...rest } = input as Record<string, unknown>;
  if (startTime === undefined && endTime === undefined) return input;
  return {
    ...rest,
    start: wallOf(rest.start, startTime),
    end: wallOf(rest.end === '' ? rest.start : rest.end, endTime),
  };
}

function wallOf(date: unknown, clock: unknown): unknown {
  const whole = typeof date === 'string' && typeof clock === 'string' && dayPattern.test(date) && time.test(clock);
  return whole ? `${date}T${clock}` : '';
}

const fields = {
  title: requiredLine(),
  description: orNull(longText()),
  seriesId: orNull(recordId()),
  /** Running number; blank: the next one of the series. */
  number: orNull(wholeNumber(1, 100_000)),
  /** Wall time `YYYY-MM-DDTHH:MM` in `zone`. */
  start: wallTime(),
  end: wallTime(),
  /** IANA name, e.g. `Europe/Oslo`. */
  zone: zone(),
  place: orNull(line()),
  videoUrl: orNull(httpUrl()),
  hostStateCode: orNull(z.string().regex(/^[A-Z]{2}$/)),
  languages: many(z.enum(meetingLanguages)).refine((list) => list.length > 0, 'meetings.meeting.invalid.languages'),
  groupId: orNull(recordId()),
  chairId: orNull(recordId()),
  secretaryId: orNull(recordId()),
  answerBy: orNull(day()),
  audience: z.enum(audiences).default('group'),
};

/** A meeting as it comes in, from the form or the API. */
export const meetingInput = z.preprocess(joinTimes, z.object(fields));
export type MeetingInput = z.infer<typeof meetingInput>;

/** A change of the whole record; `version` is the one it is based on. */
export const meetingChange = z.preprocess(joinTimes, z.object({ ...fields, version: editVersion() }));
export type MeetingChange = z.infer<typeof meetingChange>;

const across = z.preprocess(
  joinTimes,
  z.object({ start: wallTime(), end: wallTime(), zone: zone(), answerBy: orNull(day()).catch(null) }),
);

/** Times that do not exist or do not fit, and a group that is missing: told together with what else is wrong. */
export function faultsAcross(values: Record<string, unknown>): Record<string, Fault> {
  const { audience = 'group', groupId } = values;
  const group: Record<string, Fault> =
    audience === 'group' && !groupId ? { groupId: { key: 'meetings.meeting.invalid.groupMissing' } } : {};
  const { data } = across.safeParse(values);
  if (!data) return group;
  const { start: startWall, end: endWall, zone, answerBy } = data;
  return { ...group, ...momentsOf({ startWall, endWall, zone }).faults, ...answerByFault(answerBy, startWall) };
}

/** PATCH: only the fields that change; an absent field stays as it is. */
export const meetingPatch = z
  .object({ ...fields, audience: z.enum(audiences) })
  .partial()
  .extend({ version: editVersion() });
export type MeetingPatch = z.infer<typeof meetingPatch>;

const reason = requiredText(1000);

export const cancellation = z.object({ reason });
export type Cancellation = z.infer<typeof cancellation>;

/** Put off, to a new time or until one is found. */
export const postponement = z.preprocess(
  joinPostponed,
  z.object({ reason, start: orNull(wallTime()), end: orNull(wallTime()), zone: orNull(zone()) }),
);
export type Postponement = z.infer<typeof postponement>;

function joinPostponed(input: unknown): unknown {
  const { startTime, endTime, start } = (input ?? {}) as Record<string, unknown>;
  if (!start && !startTime && !endTime) return { ...(input as object), start: null, end: null };
  return joinTimes(input);
}

export const statuses = ['draft', 'called', 'held', 'minutes_published', 'postponed', 'cancelled'] as const;

/** The list: `when` is the tab, everything else a filter. */
export const meetingQuery = z.object({
  when: z.enum(['upcoming', 'past', 'all']).catch('upcoming').default('upcoming'),
  q: z.string().max(200).optional().catch(undefined),
  series: z.string().max(36).optional().catch(undefined),
  group: z.string().max(36).optional().catch(undefined),
  status: z.enum(statuses).optional().catch(undefined),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional()
    .catch(undefined),
  ...paging,
});
export type MeetingQuery = z.infer<typeof meetingQuery>;
/** In the API `total=true` asks for the count, and all times are listed unless `when` says otherwise. */
export const meetingApiQuery = meetingQuery.extend({
  when: z.enum(['upcoming', 'past', 'all']).default('all'),
  total: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});
export type MeetingApiQuery = z.infer<typeof meetingApiQuery>;
