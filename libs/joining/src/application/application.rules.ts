import type { Lifecycle } from '@samrad/platform/pure';

export const applicationStatuses = ['to_confirm', 'to_decide', 'accepted', 'refused'] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];

/** What may follow on what. Nothing follows on a decision. */
export const nextOfApplication: Lifecycle<ApplicationStatus> = {
  to_confirm: ['to_decide'],
  to_decide: ['accepted', 'refused'],
  accepted: [],
  refused: [],
};

/** How long the link that confirms an address works, in seconds. */
export const linkSeconds = 3 * 86_400;

/** A form filled in faster than this was not filled in by a human, in seconds. */
export const fastest = 4;
/** A form that was opened longer ago is to be sent once more, in seconds. */
export const slowest = 86_400;

/** @param opened when the form was opened; null when its signature is not ours */
export function isPlausible(opened: string | null, now: string): boolean {
  if (opened === null) return false;
  const seconds = (Date.parse(now) - Date.parse(opened)) / 1000;
  return seconds >= fastest && seconds <= slowest;
}
