import { z } from 'zod';
import { consultationStatuses } from './consultation.entity.js';

const consultationOut = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  groupId: z.string(),
  respondBy: z.string().describe('day'),
  most: z.number().describe('how many aspects a State ranks at most'),
  status: z.enum(consultationStatuses),
  version: z.number(),
});

export const listOut = z
  .object({
    items: z.array(consultationOut),
    page: z.number(),
    per: z.number(),
    more: z.boolean(),
    total: z.number().nullable(),
  })
  .meta({ id: 'ConsultationList' });

export const resultOut = consultationOut
  .extend({
    aspects: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          topicCode: z.string().nullable(),
          points: z.number(),
          firsts: z.number().describe('States that put it first'),
          named: z.number().describe('States that named it'),
          rank: z.number().describe('1 is the best; equals share a rank'),
        }),
      )
      .describe('in the order of the result'),
    answers: z
      .array(z.object({ stateCode: z.string(), answeredAt: z.string(), aspectIds: z.array(z.string()) }))
      .describe('the answer of each State that counts, the first aspect is the most wanted'),
  })
  .meta({ id: 'ConsultationResult' });
