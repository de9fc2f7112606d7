import { z } from 'zod';
import { checkbox, editVersion, many, wholeNumber } from '@samrad/platform/views';

/** What the mails about a meeting are to be like. */
export const mailSettings = z.object({
  /** Everybody's calendar lists those who are invited. */
  showsParticipants: checkbox(),
  /** Calendar programs are asked not to offer another time. */
  refusesProposals: checkbox(),
  /** Days before the answer deadline on which those who have not answered are reminded; negative: after it. */
  reminderDays: many(wholeNumber(-30, 60)).refine((days) => days.length <= 8, 'platform.invalid.format'),
  version: editVersion(),
});
export type MailSettingsInput = z.infer<typeof mailSettings>;

export const MailSettingsRecord = z.object({
  showsParticipants: z.boolean(),
  refusesProposals: z.boolean(),
  reminderDays: z.array(z.number()),
  version: z.number(),
});
export type MailSettingsOut = z.infer<typeof MailSettingsRecord>;
