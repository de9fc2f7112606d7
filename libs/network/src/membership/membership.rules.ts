import { addDays } from '@samrad/platform/pure';

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
