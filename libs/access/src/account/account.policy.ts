import { isAdministrator, signedIn, type Actor } from '@samrad/platform/auth';

/** Accounts, roles and other people's sessions are the administrators' work. */
export const canManageAccounts = (actor: Actor): boolean => isAdministrator(actor);

/** Everybody with an account looks after their own profile, sessions and tokens. */
export const hasOwnAccount = (actor: Actor): boolean => signedIn(actor);
