import type { Exemption } from '@samrad/library';
import { sessionAccesses, type SessionAccess } from './session.types.js';

/** For whom the narrowest of these is; null: nothing of it is closed. */
export const narrowest = (accesses: readonly SessionAccess[]): Exclude<SessionAccess, 'open'> | null => {
  const found = sessionAccesses.findLast((access) => accesses.includes(access)) ?? 'open';
  return found === 'open' ? null : found;
};

/** A session as far as it is closed to some. */
export interface Closing {
  access: SessionAccess;
  /** Paragraph that keeps it from the public; null: none is named. */
  exemption: Exemption | null;
}

/** What keeps something from the public that holds items of several sessions: what the narrowest says that names one. */
export const exemptionIn = (sessions: readonly Closing[]): Exemption | null => {
  const named = sessions.filter(({ access, exemption }) => access !== 'open' && exemption !== null);
  const access = narrowest(named.map((one) => one.access));
  return named.find((one) => one.access === access)?.exemption ?? null;
};
