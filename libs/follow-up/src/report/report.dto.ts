import { z } from 'zod';
import { isStateCode } from '@samrad/network';
import { day, editVersion, longText, many, orNull, recordId, requiredLine, wholeNumber } from '@samrad/platform/views';

/** Longest title of a topic. */
export const mostOfTitle = 160;
export const mostTopics = 20;
/** Longest limit of a text that can be chosen, in letters. */
export const mostLetters = 10_000;

const stateCode = () => z.string().trim().toUpperCase().refine(isStateCode, 'platform.invalid.format');

const facts = {
  message: orNull(longText(4000)),
  respondBy: day(),
  mostLetters: wholeNumber(100, mostLetters),
};

const topic = z.object({
  itemId: orNull(recordId()).default(null).describe('an item of the agenda; its title is used'),
  titles: z
    .record(z.string().regex(/^[a-z]{2}$/), requiredLine(mostOfTitle))
    .default({})
    .describe('by language of the meeting; not needed with `itemId`'),
});
export type TopicInput = z.infer<typeof topic>;

/** Asking for reports. */
export const reportCallInput = z
  .object({
    ...facts,
    states: z.array(stateCode()).min(1).describe('ISO 3166-1 alpha-2'),
    topics: z.array(topic).min(1).max(mostTopics),
  })
  .meta({ id: 'ReportCallInput' });
export type ReportCallInput = z.infer<typeof reportCallInput>;

/** The same from the form, where topics come as lines: `topics-en`, `topics-nb` … */
export const reportCallForm = z.looseObject({ ...facts, states: many(stateCode()), items: many(recordId()) });
export type ReportCallForm = z.infer<typeof reportCallForm>;

export const reportCallChange = z.object({ ...facts, version: editVersion() }).meta({ id: 'ReportCallChange' });
export type ReportCallChange = z.infer<typeof reportCallChange>;

/** Texts that came back, by topic. Longer ones than the call takes are refused by the service, with the limit. */
export const textInput = orNull(longText(200_000));
