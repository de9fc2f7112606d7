import { sessionAccesses, type SessionAccess } from './session.types.js';

/** For whom the narrowest of these is; null: nothing of it is closed. */
export const narrowest = (accesses: readonly SessionAccess[]): Exclude<SessionAccess, 'open'> | null => {
  const found = sessionAccesses.findLast((access) => accesses.includes(access)) ?? 'open';
  return found === 'open' ? null : found;
};
