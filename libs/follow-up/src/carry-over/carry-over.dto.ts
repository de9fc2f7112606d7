import { z } from 'zod';
import { carriedKinds, keptReasons } from './carry-over.entity.js';

const came = z.object({
  meetingId: z.string().describe('onto whose agenda'),
  fromMeetingId: z.string().nullable().describe('from whose minutes; null for the follow-up of actions'),
  kind: z.enum(carriedKinds),
  topicId: z.string().nullable(),
  itemId: z.string(),
  title: z.string().nullable().describe('as it stands on the agenda; null: somebody took it away'),
  keptBecause: z.enum(keptReasons).nullable().describe('why it stays although the minutes it came from are open again'),
});

export const CarryOverOut = z.object({ into: z.array(came), from: z.array(came) }).meta({ id: 'CarryOver' });
