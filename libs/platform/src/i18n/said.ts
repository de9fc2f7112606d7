/** A text within a text: `{ key, params }`, put into the words of the same reader. */
export interface Said {
  key: string;
  params?: Record<string, unknown>;
}

const isSaid = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && typeof (value as Said).key === 'string';

/** Variables that are texts themselves, or several one after the other, put into words. */
export function worded(params: Record<string, unknown>, say: (said: Said) => string): Record<string, unknown> {
  const words = (value: unknown): unknown => {
    if (isSaid(value)) return say(value);
    return Array.isArray(value) && value.every(isSaid) ? value.map(say).join(', ') : value;
  };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, words(value)]));
}
