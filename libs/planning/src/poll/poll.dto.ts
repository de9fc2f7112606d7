import { z } from 'zod';
import { isStateCode } from '@samrad/network';
import {
  checkbox,
  day,
  editVersion,
  httpUrl,
  line,
  longText,
  many,
  orNull,
  paging,
  recordId,
  requiredLine,
  wallTime,
  wholeNumber,
  zone,
} from '@samrad/platform/views';
import { pollStatuses } from './poll.entity.js';

const facts = {
  title: requiredLine(),
  /** What those asked should know. */
  description: orNull(longText(4000)),
  /** Series and group of the meeting that the poll will make. */
  seriesId: orNull(recordId()),
  groupId: orNull(recordId()),
  place: orNull(line()),
  videoUrl: orNull(httpUrl()),
  /** Answers are wanted by this day. */
  respondBy: day(),
  /** Those asked see what the others answered. */
  showsAnswers: checkbox(),
};

/** A poll as it comes in, from the form or the API. */
export const pollInput = z.object(facts).meta({ id: 'NewPoll' });
export type PollInput = z.infer<typeof pollInput>;

/** A change of the whole record; `version` is the one it is based on. */
export const pollChange = z.object({ ...facts, version: editVersion() }).meta({ id: 'PollChange' });
export type PollChange = z.infer<typeof pollChange>;

/** A proposed time: start on the wall in an IANA zone, length in minutes. */
const proposal = z.object({ start: wallTime(), zone: zone(), minutes: wholeNumber(15, 4320) });

export const slotsInput = z.object({ slots: z.array(proposal).min(1).max(20) }).meta({ id: 'ProposedTimes' });
export type SlotsInput = z.infer<typeof slotsInput>;

/** How many lines for days the form of proposed times has. */
export const slotLines = 4;

/** The form sends days and clock times in columns, with one zone and one length for all; lines without a day are blank. */
export const slotsForm = z
  .preprocess(joinLines, slotsInput.shape.slots.min(1, 'planning.poll.invalid.noSlot'))
  .transform((slots) => ({ slots }));

function joinLines(input: unknown): unknown {
  const { date, time, zone: at, minutes } = (input ?? {}) as Record<string, unknown>;
  const clocks = texts(time);
  const starts = texts(date).map((value, index) => (value === '' ? null : `${value}T${clocks[index] ?? ''}`));
  return starts.filter((start) => start !== null).map((start) => ({ start, zone: at, minutes }));
}

const texts = (value: unknown): string[] => [value ?? []].flat().map((one) => (typeof one === 'string' ? one : ''));

/** Whom to ask: ticked persons, those of them without whom the meeting makes little sense, and pasted new ones. */
export const askedForm = z.object({
  person: many(recordId()),
  key: many(recordId()),
  /** Pasted, one a line. */
  addresses: longText(50_000).default(''),
  /** State of those among the pasted who are new. */
  stateCode: orNull(z.string().refine(isStateCode, 'network.invalid.state')),
});
export type AskedForm = z.infer<typeof askedForm>;

export const personSearch = z.object({ q: z.string().trim().max(100).default(''), person: many(recordId()) });

/** Whom to ask, from the API; it replaces those who wait to be asked. */
export const askedInput = z
  .object({ persons: z.array(z.object({ personId: recordId(), isKey: checkbox() })).max(500) })
  .meta({ id: 'AskedPersons' });
export type AskedInput = z.infer<typeof askedInput>;

/** A step that those asked may be told of, with a word to them. */
export const pollStep = z.object({ reason: orNull(longText(1000)), tells: checkbox() }).meta({ id: 'PollStep' });
export type PollStep = z.infer<typeof pollStep>;

/** Opened again: answers are wanted by another day. */
export const reopening = pollStep.extend({ respondBy: day() }).meta({ id: 'PollReopening' });
export type Reopening = z.infer<typeof reopening>;

export const pollCancellation = z.object({ reason: requiredLine(1000) }).meta({ id: 'PollCancellation' });

/** The chosen time. `isConfirmed`: although every key person said no to it. */
export const slotChoice = z
  .object({ slotId: recordId(), isConfirmed: checkbox(), version: editVersion() })
  .meta({ id: 'SlotChoice' });
export type SlotChoice = z.infer<typeof slotChoice>;

export const pollQuery = z.object({ status: z.enum(pollStatuses).optional().catch(undefined), ...paging });
export type PollQuery = z.infer<typeof pollQuery>;
