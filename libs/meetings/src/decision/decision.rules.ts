/** `2/26`: number and year. */
export const refOf = ({ year, number }: { year: number; number: number }): string =>
  `${number}/${String(year % 100).padStart(2, '0')}`;

/** `REG 2/26`: with the short name of the series that counts it. */
export const fullRefOf = (row: { year: number; number: number; countedIn: string | null }): string =>
  [row.countedIn, refOf(row)].filter(Boolean).join(' ');

/** Items for decision that nothing was decided about. */
export function undecided<I extends { id: string; type: string }>(
  items: readonly I[],
  decisions: readonly { itemId: string | null }[],
): I[] {
  const decided = new Set(decisions.map(({ itemId }) => itemId));
  return items.filter((item) => item.type === 'decision' && !decided.has(item.id));
}

/** Whether `by` may replace `id`: nothing replaces itself, directly or in a circle. @param replacedBy id → id */
export function mayReplace(id: string, by: string, replacedBy: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let next: string | undefined = by; next && !seen.has(next); next = replacedBy.get(next)) {
    if (next === id) return false;
    seen.add(next);
  }
  return true;
}
