import { z } from 'zod';
import { proposalStatuses, proposalTypes } from '../item-proposal/item-proposal.entity.js';
import type { ProposalRow } from '../item-proposal/item-proposal.finder.js';
import { itemCallStatuses } from './item-call.entity.js';

const proposal = z
  .object({
    id: z.string(),
    calledForId: z.string().describe('the meeting it was proposed for'),
    proposer: z.string(),
    stateCode: z.string().nullable(),
    title: z.string(),
    reason: z.string(),
    minutes: z.number(),
    type: z.enum(proposalTypes),
    documentId: z.string().nullable(),
    isLate: z.boolean(),
    status: z.enum(proposalStatuses),
    answer: z.string().nullable().describe('what the proposer was told'),
    itemId: z.string().nullable(),
    meetingId: z.string().nullable().describe('the meeting of that item'),
    createdAt: z.string(),
    version: z.number(),
  })
  .meta({ id: 'ItemProposal' });

export const itemCallOut = z
  .object({
    respondBy: z.string().nullable().describe('day; null: items were not called for'),
    status: z.enum(itemCallStatuses).nullable(),
    message: z.string().nullable(),
    version: z.number().nullable(),
    proposals: z.array(proposal),
    deferred: z.array(proposal),
  })
  .meta({ id: 'ItemCall' });

export const proposalOut = (row: ProposalRow): z.infer<typeof proposal> => ({
  ...{ id: row.id, calledForId: row.calledForId, proposer: row.proposer, stateCode: row.stateCode },
  ...{ title: row.title, reason: row.reason, minutes: row.minutes, type: row.type, documentId: row.documentId },
  ...{ isLate: Boolean(row.isLate), status: row.status, answer: row.answer, itemId: row.itemId },
  ...{ meetingId: row.meetingId, createdAt: row.createdAt, version: row.version },
});

/** To how many persons a mail with their personal link went. */
export const askedOut = z.object({ asked: z.number().describe('persons who got a mail') }).meta({ id: 'Asked' });
