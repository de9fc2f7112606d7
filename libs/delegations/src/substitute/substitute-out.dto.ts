import { z } from 'zod';
import { substitutionStatuses } from './substitution.entity.js';

/** A substitute as the API gives it. */
export const SubstitutionRecord = z.object({
  id: z.string(),
  meetingId: z.string(),
  invitationId: z.string(),
  principal: z.string(),
  stateCode: z.string().nullable(),
  personId: z.string().nullable(),
  name: z.string(),
  address: z.string().nullable(),
  channel: z.string(),
  status: z.enum(substitutionStatuses),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  standInId: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

export const SubstitutionList = z.object({ items: z.array(SubstitutionRecord) });
