import { z } from 'zod';
import { checkbox, day, editVersion, orNull, reason } from '@samrad/platform/views';
import { inOrder, periodOrder, stateCode } from '../person/person.dto.js';
import { membershipRoles } from './membership.entity.js';

const fields = {
  role: z.enum(membershipRoles, 'network.membership.invalid.role'),
  /** The State represented in the group; null for none. */
  stateCode: orNull(stateCode()),
  /** First and last day; both included. */
  validFrom: orNull(day()),
  validTo: orNull(day()),
};

/** Absent or blank: the person's own State. Null: none. */
const represented = z.preprocess((value) => (value === '' ? undefined : value), stateCode().nullable().optional());

export const membershipInput = z
  .object({
    personId: z.string().min(1, 'network.membership.invalid.personMissing').max(36),
    ...fields,
    stateCode: represented,
  })
  .refine(inOrder, periodOrder);
export type MembershipInput = z.infer<typeof membershipInput>;

export const membershipChange = z
  .object({ ...fields, why: reason(), version: editVersion() })
  .refine(inOrder, periodOrder);
export type MembershipChange = z.infer<typeof membershipChange>;

/** The last day in the group; `withLater` takes back the terms of the person there that follow. */
export const membershipEnd = z.object({ validTo: day(), withLater: checkbox(), why: reason(), version: editVersion() });
export type MembershipEnd = z.infer<typeof membershipEnd>;
