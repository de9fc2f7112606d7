import { z } from 'zod';

const Participant = z.object({
  personId: z.string(),
  name: z.string(),
  organisation: z.string().nullable(),
  organisationType: z.string().nullable(),
  function: z.string().nullable(),
  isHead: z.boolean(),
  seat: z.enum(['seated', 'waiting']).nullable(),
  standsInFor: z.string().nullable(),
  answer: z.string().nullable(),
  answerMode: z.string().nullable(),
  presence: z.string().nullable(),
  arrivedAt: z.iso.datetime().nullable(),
  leftAt: z.iso.datetime().nullable(),
});

/** The participants of a meeting as the API gives them. */
export const RosterOut = z.object({
  figures: z.object({
    invited: z.number(),
    expected: z.number(),
    waiting: z.number(),
    present: z.number(),
    states: z.number(),
    types: z.array(z.object({ type: z.string(), count: z.number() })),
  }),
  delegations: z.array(
    z.object({
      stateCode: z.string().nullable(),
      expected: z.number(),
      present: z.number(),
      people: z.array(Participant),
    }),
  ),
});
