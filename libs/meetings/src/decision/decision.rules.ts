/** `2/26`: number and year. */
export const refOf = ({ year, number }: { year: number; number: number }): string =>
  `${number}/${String(year % 100).padStart(2, '0')}`;

/** The lowest number of the year that no decision has: 1 2 4 → 3. */
export function lowestFree(taken: readonly number[]): number {
  const used = new Set(taken);
  let number = 1;
  while (used.has(number)) number += 1;
  return number;
}
