import { z } from 'zod';
import { editVersion, recordId } from '@samrad/platform/views';

/** Who is to present the item; `version` of the item as it was seen. */
export const choiceInput = z.object({ personId: recordId(), version: editVersion() }).meta({ id: 'PresenterChoice' });
export type ChoiceInput = z.infer<typeof choiceInput>;

/** What the form of an item says so far. */
export const askedQuery = z.object({
  topicCode: z.string().max(64).catch('').default(''),
  title: z.string().max(200).catch('').default(''),
  item: z.string().max(36).catch('').default(''),
});

export const suggestionList = z.object({
  items: z.array(
    z.object({
      person: z.object({
        id: z.string(),
        name: z.string(),
        organisation: z.string().nullable(),
        stateCode: z.string().nullable(),
      }),
      statedBy: z.enum(['person', 'coordinator']).nullable().describe('Who says that they know the topic'),
      onTopic: z.number().describe('Times they presented on the topic'),
      onWords: z.number().describe('Times they presented something with a title alike'),
      last: z.array(z.object({ title: z.string(), meetingId: z.string(), meeting: z.string(), heldOn: z.string() })),
    }),
  ),
});
