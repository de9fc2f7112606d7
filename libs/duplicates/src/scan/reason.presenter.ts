import type { Noun, Reason } from '../rule/rule.types.js';

/** A sign in words, with what of both records it stands on. */
export const reasonView = (noun: Noun, { sign, weight, left, right }: Reason) => ({
  key: `duplicates.sign.${noun}.${sign}`,
  params: { left, right },
  weight,
  isAgainst: weight < 0,
});
