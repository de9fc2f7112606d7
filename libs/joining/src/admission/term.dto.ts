import { z } from 'zod';
import { isoCodeOf, isStateCode, membershipRoles } from '@samrad/network';
import { day, orNull } from '@samrad/platform/views';

/** ISO 3166-1 alpha-2 of a State in the register; EL is read as GR. */
export const stateCode = () => z.string().transform(isoCodeOf).refine(isStateCode, 'network.invalid.state');

export const groupId = () => z.string().min(1, 'joining.invalid.group').max(36);

/** First and last day of a term; both included. */
export const period = { validFrom: day(), validTo: day() };

/** A dated place in a group. */
export const termFields = {
  groupId: groupId(),
  role: z.enum(membershipRoles, 'network.membership.invalid.role'),
  /** The State represented in the group; null for none. */
  stateCode: orNull(stateCode()),
  ...period,
};

interface Period {
  validFrom: string;
  validTo: string;
}

export const inOrder = ({ validFrom, validTo }: Period): boolean => validFrom <= validTo;
export const periodOrder = { path: ['validTo'], message: 'network.invalid.periodOrder' };
