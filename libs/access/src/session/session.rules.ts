import type { Instant } from '@samrad/platform/clock';

/** Without any request for twelve hours a browser is signed out: one signs in once in a working day. */
export const idleSeconds = 12 * 3600;
/** Whatever happens, a session ends after thirty days. */
export const longestSeconds = 30 * 86_400;
/** How often the time of the last request is written down. */
export const seenEverySeconds = 5 * 60;
/** A sign-in link works for a quarter of an hour. */
export const linkSeconds = 15 * 60;
/** So long after signing in by link may the password be set without the old one. */
export const freshSeconds = 30 * 60;
/** How often the use of a token is written down. */
export const tokenSeenEverySeconds = 3600;

const later = (from: Instant, seconds: number): Instant => new Date(Date.parse(from) + seconds * 1000).toISOString();

/** When a session that was used `now` ends. */
export function expiryOf(createdAt: Instant, now: Instant): Instant {
  const [idle, longest] = [later(now, idleSeconds), later(createdAt, longestSeconds)];
  return idle < longest ? idle : longest;
}

/** Has it been so long since `last` that it should be written down again? */
export const isStale = (last: Instant | null, now: Instant, seconds: number): boolean =>
  last === null || Date.parse(last) + seconds * 1000 <= Date.parse(now);
