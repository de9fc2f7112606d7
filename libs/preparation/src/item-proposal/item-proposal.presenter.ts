import { stateName } from '@samrad/network';
import type { Language } from '@samrad/platform/i18n';
import type { ProposalStatus } from './item-proposal.entity.js';
import type { ProposalRow } from './item-proposal.finder.js';
import { mayBecome } from './item-proposal.rules.js';

const tags: Record<ProposalStatus, { color: string; icon: string }> = {
  proposed: { color: 'info', icon: 'Clock' },
  withdrawn: { color: 'neutral', icon: 'ArrowUndo' },
  accepted: { color: 'success', icon: 'CheckmarkCircle' },
  merged: { color: 'success', icon: 'Link' },
  deferred: { color: 'warning', icon: 'Hourglass' },
};

/** A proposal as its list shows it, with what can be done. */
export const presentProposal = (lang: Language, row: ProposalRow) => ({
  ...row,
  state: row.stateCode && stateName(row.stateCode, lang),
  tag: { ...tags[row.status], key: `preparation.itemProposal.status.${row.status}` },
  typeKey: `meetings.agenda.type.${row.type}`,
  mayAccept: mayBecome(row.status, 'accepted'),
  mayDefer: mayBecome(row.status, 'deferred'),
});

export type ProposalView = ReturnType<typeof presentProposal>;
