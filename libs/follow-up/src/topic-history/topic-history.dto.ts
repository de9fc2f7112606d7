import { z } from 'zod';

const action = z.object({
  id: z.string(),
  ref: z.string(),
  title: z.string(),
  status: z.string(),
  isOpen: z.boolean(),
});

export const TopicHistoryOut = z
  .object({
    id: z.string(),
    seriesId: z.string(),
    title: z.string(),
    isRecurring: z.boolean(),
    status: z.enum(['open', 'closed']),
    version: z.number(),
    meetings: z.array(
      z.object({
        meetingId: z.string(),
        name: z.string().describe('such as `REG 41`'),
        startWall: z.string().describe('wall time YYYY-MM-DDTHH:MM in the zone of the meeting'),
        outcome: z.enum(['discussed', 'not_discussed', 'skipped']).nullable().describe('null: nobody said'),
        isRest: z.boolean().describe('it was not on the agenda, because the meeting before skipped it'),
        decisions: z.array(z.object({ id: z.string(), ref: z.string(), text: z.string() })),
        actions: z.array(action),
      }),
    ),
    otherActions: z.array(action).describe('actions of the topic that none of these meetings agreed on'),
  })
  .meta({ id: 'TopicHistory' });
