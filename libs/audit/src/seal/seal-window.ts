const hexOfTime = 12;

/**
 * Where to begin to look: the newest sealed id less some time, because transactions that began earlier may commit later.
 * @param newest a UUID of version 7, whose first 48 bits are milliseconds; null: nothing is sealed yet
 */
export function windowBefore(newest: string | null, seconds: number): string {
  if (newest === null) return '';
  const time = parseInt(newest.replace('-', '').slice(0, hexOfTime), 16) - seconds * 1000;
  const hex = Math.max(0, time).toString(16).padStart(hexOfTime, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
