import { z } from 'zod';
import { audiences } from '@samrad/library';
import {
  checkbox,
  editVersion,
  longText,
  orNull,
  recordId,
  requiredLine,
  requiredText,
  wholeNumber,
} from '@samrad/platform/views';
import { proposalTypes } from './item-proposal.entity.js';

const facts = {
  title: requiredLine(),
  reason: requiredText(4000),
  minutes: wholeNumber(5, 480),
  type: z.enum(proposalTypes),
};

/** A proposal as it comes in; its file comes beside it. */
export const proposalInput = z.object(facts);
export type ProposalInput = z.infer<typeof proposalInput>;

export const proposalChange = z.object({ ...facts, removesFile: checkbox(), version: editVersion() });
export type ProposalChange = z.infer<typeof proposalChange>;

const decision = { answer: orNull(longText(4000)), version: editVersion() };
/** The meeting on whose agenda it goes; blank: the one that was called for. */
const meetingId = orNull(recordId());
/** Who may read the document from now on. */
const audience = orNull(z.enum(audiences));

export const acceptance = z
  .object({
    ...decision,
    meetingId,
    audience,
    title: requiredLine(),
    minutes: wholeNumber(0, 480),
  })
  .meta({ id: 'ItemAcceptance' });
export type Acceptance = z.infer<typeof acceptance>;

export const merger = z.object({ ...decision, meetingId, audience, itemId: recordId() }).meta({ id: 'ItemMerger' });
export type Merger = z.infer<typeof merger>;

export const deferral = z.object({ answer: requiredText(4000), version: editVersion() }).meta({ id: 'ItemDeferral' });
export type Deferral = z.infer<typeof deferral>;
