import { z } from 'zod';
import { membershipRoles } from '@samrad/network';
import type { InvitationRow } from './group-invitation.finder.js';
import { standingOf, type InvitationStanding } from './group-invitation.rules.js';

export const standings = ['open', 'expired', 'accepted', 'declined', 'withdrawn'] as const;

export const invitationOut = z
  .object({
    id: z.string(),
    standing: z.enum(standings),
    groupId: z.string(),
    role: z.enum(membershipRoles),
    stateCode: z.string().nullable(),
    validFrom: z.string(),
    validTo: z.string(),
    address: z.string(),
    language: z.string(),
    answerBy: z.string().describe('the last day on which the link answers'),
    invitedBy: z.string(),
    sentAt: z.string(),
    answeredAt: z.string().nullable(),
    personId: z.string().nullable(),
    version: z.number(),
  })
  .meta({ id: 'GroupInvitation' });
export type InvitationOut = z.infer<typeof invitationOut>;

export const invitationOf =
  (today: string) =>
  ({ code: _, status, message: _m, consentVersion: _c, ...row }: InvitationRow): InvitationOut => ({
    ...row,
    standing: standingOf({ status, answerBy: row.answerBy }, today),
  });

const tags: Record<InvitationStanding, { color: string; icon: string }> = {
  open: { color: 'warning', icon: 'Hourglass' },
  expired: { color: 'neutral', icon: 'Clock' },
  accepted: { color: 'success', icon: 'CheckmarkCircle' },
  declined: { color: 'danger', icon: 'XMarkOctagon' },
  withdrawn: { color: 'neutral', icon: 'MinusCircle' },
};

/** How it stands, as icon and word. */
export const standingTag = (standing: InvitationStanding) => ({
  ...tags[standing],
  key: `joining.invitation.standing.${standing}`,
});

export const invitationLine = (today: string) => (row: InvitationRow) => ({
  ...row,
  tag: standingTag(standingOf(row, today)),
  isOpen: row.status === 'open',
});
