import type { Lifecycle } from '@samrad/platform/pure';

export const invitationStatuses = ['open', 'accepted', 'declined', 'withdrawn'] as const;
export type InvitationStatus = (typeof invitationStatuses)[number];
export type InvitationStanding = InvitationStatus | 'expired';

export const nextOfInvitation: Lifecycle<InvitationStatus> = {
  open: ['accepted', 'declined', 'withdrawn'],
  accepted: [],
  declined: [],
  withdrawn: [],
};

/** How long somebody has to answer, in days. */
export const daysToAnswer = 21;

/** An open invitation whose last day has passed is over until it is sent again. */
export const standingOf = (
  { status, answerBy }: { status: InvitationStatus; answerBy: string },
  today: string,
): InvitationStanding => (status === 'open' && answerBy < today ? 'expired' : status);
