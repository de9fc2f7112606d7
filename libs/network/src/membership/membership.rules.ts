import { addDays } from '@samrad/platform/pure';

interface Term {
  validFrom: string | null;
  validTo: string | null;
}

/** A term that ends within this many days is shown as ending soon. */
export const soonDays = 60;

/** The term still lasts and ends within two months. */
export const endsSoon = (validTo: string | null, today: string): boolean =>
  validTo !== null && validTo >= today && validTo <= addDays(today, soonDays);

/** States that should have somebody in the group and have nobody. */
export function lacking(expected: readonly string[], represented: Iterable<string | null>): string[] {
  const present = new Set(represented);
  return expected.filter((code) => !present.has(code));
}

/** Of a period that is taken already, in words: an open end has none. */
export function overlapFault({ validFrom: from, validTo: to }: Term): { key: string; params: Record<string, string> } {
  const params = { ...(from !== null && { from }), ...(to !== null && { to }) };
  return { key: `network.membership.invalid.${overlapText(from !== null, to !== null)}`, params };
}

function overlapText(hasStart: boolean, hasEnd: boolean): string {
  if (hasStart) return hasEnd ? 'overlap' : 'overlapFrom';
  return hasEnd ? 'overlapUntil' : 'overlapAlways';
}

/** What became of a term that was ended. */
export type Ending = 'ended' | 'taken_back';

/**
 * What an end on a day does to a term. One that lies ahead or has begun this very day has no day before it to end on: it
 * is taken back. One that has lasted cannot end before it began.
 */
export function endingOf(
  { validFrom }: Pick<Term, 'validFrom'>,
  lastDay: string,
  today: string,
): Ending | 'out_of_order' {
  if (validFrom === null || lastDay >= validFrom) return 'ended';
  return validFrom >= today ? 'taken_back' : 'out_of_order';
}
