import { z } from 'zod';
import { longText, orNull, recordId } from '@samrad/platform/views';

const prefix = 'place-';

/** The form sends one select for each place: `place-1`, `place-2` …; blank ones are left out, and those after move up. */
function gather(input: unknown): unknown {
  const { comment, ...fields } = (input ?? {}) as Record<string, unknown>;
  const given = Object.entries(fields)
    .filter(([name, value]) => /^place-\d{1,2}$/.test(name) && value !== '')
    .sort(([a], [b]) => Number(a.slice(prefix.length)) - Number(b.slice(prefix.length)));
  return { comment, places: given.map(([, aspectId]) => aspectId) };
}

/** What a State wants, the first most. */
export const rankingForm = z.preprocess(
  gather,
  z.object({
    places: z
      .array(recordId())
      .min(1, 'preparation.ranking.invalid.nothing')
      .refine((ids) => new Set(ids).size === ids.length, 'preparation.ranking.invalid.twice'),
    comment: orNull(longText(2000)),
  }),
);
export type RankingInput = z.infer<typeof rankingForm>;
