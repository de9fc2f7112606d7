/** Whose values a field has afterwards; `both`: of either, or the same. */
export type ValuesFrom = 'kept' | 'lost' | 'both';

interface Audiences {
  kept: string;
  lost: string;
}

/**
 * Who sees a field afterwards: what its owner chose for the value that stays. Where values of both stay, or both were the
 * same, the narrower choice counts, so that nothing is shown to anybody from whom it was kept.
 * @param order from the narrowest
 */
export function joinedAudience(order: readonly string[], { kept, lost }: Audiences, from: ValuesFrom): string {
  if (from !== 'both') return from === 'kept' ? kept : lost;
  return order.indexOf(kept) <= order.indexOf(lost) ? kept : lost;
}

/** Of one value per record. Where none stays, both choices are heeded. @param side whose was chosen */
export function valueFrom(side: ValuesFrom, kept: string, lost: string): ValuesFrom {
  const stays = side === 'lost' ? lost : kept;
  return side === 'both' || kept === lost || stays === '' ? 'both' : side;
}

/** Of lists that are put together. */
export const listFrom = (hasKept: boolean, hasLost: boolean): ValuesFrom => {
  if (hasKept === hasLost) return 'both';
  return hasKept ? 'kept' : 'lost';
};
