import { roles, type Role } from '@samrad/platform/auth';

/** What a new account may do unless somebody says more. */
export const firstRole: Role = 'expert';

/** Roles in the order of the list above, each once. */
export const inOrder = (wanted: readonly Role[]): Role[] => roles.filter((role) => wanted.includes(role));

export interface RoleChange {
  granted: Role[];
  revoked: Role[];
}

/** What an account gains and loses. */
export const roleChange = (before: readonly Role[], after: readonly Role[]): RoleChange => ({
  granted: inOrder(after.filter((role) => !before.includes(role))),
  revoked: inOrder(before.filter((role) => !after.includes(role))),
});
