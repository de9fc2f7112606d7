import { z } from 'zod';
import { longText, orNull, recordId } from '@samrad/platform/views';
import { pollAnswers } from '../poll/poll.entity.js';

const prefix = 'slot-';

/** The form sends one field for each proposed time: `slot-<id>` = answer. */
function gather(input: unknown): unknown {
  const { comment, ...fields } = (input ?? {}) as Record<string, unknown>;
  const given = Object.entries(fields).filter(([name, value]) => name.startsWith(prefix) && value !== '');
  return { comment, answers: Object.fromEntries(given.map(([name, value]) => [name.slice(prefix.length), value])) };
}

/** What somebody answers; a time without an answer stays unanswered. */
export const voteForm = z.preprocess(
  gather,
  z.object({
    answers: z
      .record(recordId(), z.enum(pollAnswers))
      .refine((answers) => Object.keys(answers).length > 0, 'planning.vote.invalid.nothing'),
    comment: orNull(longText(2000)),
  }),
);
export type VoteInput = z.infer<typeof voteForm>;
