import { z } from 'zod';
import { checkbox, editVersion, requiredLine } from '@samrad/platform/views';
import { topicStatuses } from './topic.entity.js';

/** A topic of a series as it comes in, from the form or the API. */
export const topicInput = z
  .object({
    title: requiredLine(),
    /** Goes onto every agenda, also after it was discussed. */
    isRecurring: checkbox().default(false),
  })
  .meta({ id: 'SeriesTopicInput' });
export type TopicInput = z.infer<typeof topicInput>;

export const topicChange = topicInput.extend({ version: editVersion() }).meta({ id: 'SeriesTopicChange' });
export type TopicChange = z.infer<typeof topicChange>;

/** Closed: comes back no more by itself; open: it does again. */
export const topicStep = z
  .object({ status: z.enum(topicStatuses), version: editVersion() })
  .meta({ id: 'SeriesTopicStep' });
export type TopicStep = z.infer<typeof topicStep>;

export const topicOut = z
  .object({
    id: z.string(),
    seriesId: z.string(),
    title: z.string(),
    isRecurring: z.boolean(),
    status: z.enum(topicStatuses),
    version: z.number(),
  })
  .meta({ id: 'SeriesTopic' });
export const topicsOut = z.object({ items: z.array(topicOut) }).meta({ id: 'SeriesTopics' });
