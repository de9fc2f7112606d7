import { z } from 'zod';
import { roles } from '@samrad/platform/auth';
import { checkbox, editVersion, line, many, paging, reason, recordId } from '@samrad/platform/views';

export const accountFilter = z.object({
  q: line(100).optional(),
  role: z.preprocess((value) => value || undefined, z.enum(roles).optional().catch(undefined)),
  ...paging,
});
export type AccountFilter = z.infer<typeof accountFilter>;

const role = () => z.enum(roles, 'access.account.unknownRole');

/** At least one: without a role an account could do nothing. */
const someRoles = () => many(role()).refine((list) => list.length > 0, 'access.account.rolesMissing');

export const newAccount = z.object({
  personId: z.preprocess((value) => value ?? '', recordId().min(1, 'access.account.personMissing')),
  roles: someRoles(),
  /** Mail a sign-in link at once. */
  sendLink: checkbox(),
});
export type NewAccountInput = z.infer<typeof newAccount>;

export const rolesInput = z.object({ roles: someRoles(), why: reason(), version: editVersion() });
export type RolesInput = z.infer<typeof rolesInput>;

export const switchInput = z.object({ version: editVersion() });
export type SwitchInput = z.infer<typeof switchInput>;

export const accountItem = z.object({
  id: z.string(),
  personId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  roles: z.array(z.enum(roles)),
  isDisabled: z.boolean(),
  /** True when the person has left the network: then nobody signs in, whatever `isDisabled` says. */
  hasLeft: z.boolean(),
  hasPassword: z.boolean(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
  version: z.number().int(),
});

export const accountPage = z.object({
  items: z.array(accountItem),
  page: z.number().int(),
  per: z.number().int(),
  more: z.boolean(),
  total: z.number().int().nullable(),
});
