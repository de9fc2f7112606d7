import { z } from 'zod';
import { membershipRoles } from '@samrad/network';
import type { NominationRow } from './nomination.finder.js';
import { nominationRoles, nominationStatuses, type NominationStatus } from './nomination.rules.js';

export const nominationOut = z
  .object({
    id: z.string(),
    status: z.enum(nominationStatuses),
    groupId: z.string(),
    role: z.enum(nominationRoles),
    stateCode: z.string(),
    validFrom: z.string(),
    validTo: z.string(),
    givenName: z.string(),
    familyName: z.string(),
    address: z.string(),
    organisation: z.string().nullable(),
    function: z.string().nullable(),
    reason: z.string(),
    nominatedBy: z.string(),
    createdAt: z.string(),
    decidedAt: z.string().nullable(),
    decisionReason: z.string().nullable(),
    grantedRole: z.enum(membershipRoles).nullable(),
    grantedFrom: z.string().nullable(),
    grantedTo: z.string().nullable(),
    personId: z.string().nullable(),
    version: z.number(),
  })
  .meta({ id: 'Nomination' });
export type NominationOut = z.infer<typeof nominationOut>;

export function nominationOf(row: NominationRow): NominationOut {
  const { name: _, code: _c, language: _l, nominatedById: _n, decidedBy: _d, ...out } = row;
  return out;
}

const tags: Record<NominationStatus, { color: string; icon: string }> = {
  to_decide: { color: 'warning', icon: 'Hourglass' },
  accepted: { color: 'success', icon: 'CheckmarkCircle' },
  refused: { color: 'danger', icon: 'XMarkOctagon' },
  withdrawn: { color: 'neutral', icon: 'MinusCircle' },
};

/** How it stands, as icon and word. */
export const nominationTag = (status: NominationStatus) => ({
  ...tags[status],
  key: `joining.nomination.status.${status}`,
});

/** With what holds now: what was given, and before that what was asked for. */
export function nominationLine(row: NominationRow) {
  const asked = { role: row.role, from: row.validFrom, to: row.validTo };
  const { grantedRole, grantedFrom, grantedTo } = row;
  const term = grantedRole === null ? asked : { role: grantedRole, from: grantedFrom, to: grantedTo };
  const isOther = term.role !== asked.role || term.from !== asked.from || term.to !== asked.to;
  return { ...row, tag: nominationTag(row.status), term, asked: isOther ? asked : null };
}
