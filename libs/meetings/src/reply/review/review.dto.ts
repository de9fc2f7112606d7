import { z } from 'zod';
import { isStateCode } from '@samrad/network';
import { checkbox, orNull, recordId, requiredLine } from '@samrad/platform/views';
import { choices } from '../answer.rules.js';
import { mailReviews } from '../reply.entity.js';
import { rulings } from '../reply.types.js';

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

/** What the API takes as a decision; `admit` invites the sender and records the answer. */
export const decisionInput = z.discriminatedUnion('decision', [
  z.object({
    decision: z.literal('apply'),
    invitationId: recordId(),
    answer: answer(),
    remember: z.boolean().default(false),
  }),
  z.object({
    decision: z.literal('admit'),
    meetingId: recordId(),
    personId: recordId().nullable().default(null),
    name: requiredLine().nullable().default(null),
    stateCode: z.string().refine(isStateCode, 'platform.invalid.missing').nullable().default(null),
    answer: answer(),
  }),
  z.object({ decision: z.literal('propose') }),
  z.object({ decision: z.literal('refuse'), tell: z.boolean().default(false) }),
  z.object({ decision: z.literal('dismiss') }),
  z.object({ decision: z.literal('reopen') }),
]);
export type DecisionInput = z.infer<typeof decisionInput>;

const instant = () => z.iso.datetime();

/** A message that came in, as the API gives it; its octets are at `message.eml` of its page. */
export const IncomingMailRecord = z.object({
  id: z.string(),
  messageId: z.string().nullable(),
  fromAddress: z.string().nullable(),
  subject: z.string().nullable(),
  ruling: z.enum(rulings),
  /** Locale key. */
  reason: z.string().nullable(),
  meetingId: z.string().nullable(),
  personId: z.string().nullable(),
  replyId: z.string().nullable(),
  review: z.enum(mailReviews),
  reviewedBy: z.string().nullable(),
  reviewedAt: instant().nullable(),
  receivedAt: instant(),
});
export type IncomingMailOut = z.infer<typeof IncomingMailRecord>;

export const IncomingMailPage = z.object({
  items: z.array(IncomingMailRecord),
  ...{ page: z.number(), per: z.number(), more: z.boolean(), total: z.number() },
});
