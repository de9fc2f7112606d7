import { whoIs } from './substitute.rules.js';
import type { SubstitutionRow } from './substitute.finder.js';
import type { SubstitutionStatus } from './substitution.entity.js';

const tags = {
  proposed: { color: 'warning', icon: 'Hourglass' },
  confirmed: { color: 'success', icon: 'CheckmarkCircle' },
  refused: { color: 'danger', icon: 'XMarkOctagon' },
  withdrawn: { color: 'neutral', icon: 'ArrowUndo' },
} as const;

/** The substitute is confirmed, and the person comes after all. */
export const doubleTag = {
  color: 'warning',
  icon: 'ExclamationmarkTriangle',
  key: 'delegations.substitute.double',
} as const;

export const statusTag = (status: SubstitutionStatus) => ({
  ...tags[status],
  key: `delegations.substitute.status.${status}`,
});

/** Through the API, for those who decide. */
export const presentSubstitution = (row: SubstitutionRow) => ({
  id: row.id,
  meetingId: row.meetingId,
  invitationId: row.invitationId,
  principal: row.principalName,
  stateCode: row.stateCode,
  personId: row.personId,
  name: whoIs(row),
  address: row.address,
  channel: row.channel,
  status: row.status,
  reason: row.reason,
  decidedBy: row.decidedBy,
  decidedAt: row.decidedAt,
  standInId: row.standInId,
  createdAt: row.createdAt,
});
