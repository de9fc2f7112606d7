import { z } from 'zod';
import type { Actor } from '@samrad/platform/auth';
import { canSeeDetails } from '../person/person.policy.js';
import { initialsOf, nameOf } from '../person/person.rules.js';
import { membershipRoles } from './membership.entity.js';
import type { MembershipRow } from './membership.finder.js';
import { endsSoon } from './membership.rules.js';

const day = z.string().nullable().describe('YYYY-MM-DD').optional();

/** A membership of the API; dates and version are for organisers. */
export const membershipItem = z.object({
  id: z.string(),
  groupId: z.string(),
  person: z.object({
    id: z.string(),
    givenName: z.string(),
    familyName: z.string(),
    email: z.string().nullable(),
    organisation: z.string().nullable(),
    function: z.string().nullable(),
  }),
  role: z.enum(membershipRoles),
  stateCode: z.string().nullable(),
  validFrom: day,
  validTo: day,
  version: z.number().optional(),
});
export type MembershipItem = z.infer<typeof membershipItem>;

export const itemOf =
  (actor: Actor) =>
  (row: MembershipRow): MembershipItem => ({
    id: row.id,
    groupId: row.groupId,
    person: {
      id: row.personId,
      ...{ givenName: row.givenName, familyName: row.familyName, email: row.email },
      ...{ organisation: row.organisation, function: row.function },
    },
    role: row.role,
    stateCode: row.stateCode,
    ...(canSeeDetails(actor) && { validFrom: row.validFrom, validTo: row.validTo, version: row.version }),
  });

/** A member on a group's or a State's page. */
export const memberView = (today: string) => (row: MembershipRow) => ({
  ...row,
  name: nameOf(row),
  initials: initialsOf(row),
  isEndingSoon: !Number(row.isRenewed) && endsSoon(row.validTo, today),
});
export type MemberView = ReturnType<ReturnType<typeof memberView>>;

/** Members under the State they represent, in the order they come; those without a State last. */
export function membersByState<M extends { stateCode: string | null }>(
  members: readonly M[],
): { stateCode: string | null; members: M[] }[] {
  const parts = new Map<string | null, M[]>();
  for (const member of members) parts.set(member.stateCode, [...(parts.get(member.stateCode) ?? []), member]);
  return [...parts].map(([stateCode, inState]) => ({ stateCode, members: inState }));
}
