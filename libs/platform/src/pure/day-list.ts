// Days before a date as they are kept: `7,2,-1`; negative ones come after it.

/** `7,2,-1` as numbers, the earliest reminder first. */
export function daysIn(text: string): number[] {
  const days = text.split(',').filter((part) => /^-?\d+$/.test(part.trim()));
  return [...new Set(days.map(Number))].sort((a, b) => b - a);
}

export const daysAsText = (days: readonly number[]): string => daysIn(days.join(',')).join(',');
