import { z } from 'zod';
import { isStateCode } from '@samrad/network';
import { checkbox, orNull, recordId, requiredLine } from '@samrad/platform/views';
import { choices } from '../answer.rules.js';

const answer = () => z.enum(choices, 'meetings.reply.invalid.choice');

/** What an organiser makes of a message: an answer of somebody who is invited. */
export const reviewForm = z.object({ invitationId: recordId(), answer: answer(), remember: checkbox() });
export type ReviewForm = z.infer<typeof reviewForm>;

/** The sender takes part from now on: a person of the register, or somebody new by this name. */
export const admissionForm = z.object({
  meetingId: recordId(),
  personId: orNull(recordId()),
  name: orNull(requiredLine()),
  stateCode: orNull(z.string().refine(isStateCode, 'platform.invalid.missing')),
  /** Beside the answer of somebody who is invited there is this one, on the same page. */
  guestAnswer: answer(),
});
export type AdmissionForm = z.infer<typeof admissionForm>;

/** @property tell send a short mail that says so */
export const refusalForm = z.object({ tell: checkbox() });
