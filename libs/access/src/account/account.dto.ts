import { z } from 'zod';
import { roles } from '@samrad/platform/auth';
import { editVersion, line, many, orNull, paging, recordId } from '@samrad/platform/views';

export const accountFilter = z.object({
  q: line(100).optional(),
  role: z.preprocess((value) => value || undefined, z.enum(roles).optional().catch(undefined)),
  ...paging,
});
export type AccountFilter = z.infer<typeof accountFilter>;

const role = () => z.enum(roles, 'access.account.unknownRole');

/** At least one: without a role an account could do nothing. */
const someRoles = () => many(role()).refine((list) => list.length > 0, 'access.account.rolesMissing');

export const newAccount = z.object({ personId: recordId(), roles: someRoles(), sendLink: orNull(z.coerce.string()) });

export const rolesInput = z.object({ roles: someRoles(), version: editVersion() });
export type RolesInput = z.infer<typeof rolesInput>;

export const switchInput = z.object({ version: editVersion() });
