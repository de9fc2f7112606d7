import { z } from 'zod';
import { checkbox, day, line, longText, orNull, recordId } from '@samrad/platform/views';
import { confirmationAnswers } from './confirmation.entity.js';

/** Asking the presenters; `wantsDraft`: about the draft although an agenda is published. */
export const asking = z.object({ respondBy: day(), wantsDraft: checkbox() }).meta({ id: 'PresentersAsking' });
export type Asking = z.infer<typeof asking>;

const fields = ['answer', 'title', 'needs'] as const;

/** The form sends three fields for each item: `answer-<id>`, `title-<id>`, `needs-<id>`. */
function gather(input: unknown): unknown {
  const given = (input ?? {}) as Record<string, unknown>;
  const ids = Object.keys(given)
    .filter((name) => name.startsWith('answer-') && given[name] !== '')
    .map((name) => name.slice('answer-'.length));
  const one = (id: string) => Object.fromEntries(fields.map((field) => [field, given[`${field}-${id}`]]));
  return { answers: ids.map((id) => ({ id, ...one(id) })) };
}

/** What somebody says about the items they are to present; an item without an answer stays unanswered. */
export const confirmationForm = z.preprocess(
  gather,
  z.object({
    answers: z
      .array(
        z.object({
          id: recordId(),
          answer: z.enum(confirmationAnswers),
          title: orNull(line()),
          needs: orNull(longText(2000)),
        }),
      )
      .min(1, 'preparation.confirmation.invalid.nothing'),
  }),
);
export type ConfirmationInput = z.infer<typeof confirmationForm>;
