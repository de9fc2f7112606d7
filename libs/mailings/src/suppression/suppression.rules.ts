import { addDays } from '@samrad/platform/pure';

export const suppressionReasons = ['bounces', 'withdrawn', 'by_hand'] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

/** The scope of whatever holds for all mail. */
export const everything = 'all';

/** A mail that came back because the address does not work counts twice as much as a full mailbox or a busy server. */
export const weights = { hard: 2, soft: 1 } as const;
export type BounceKind = keyof typeof weights;

/** From this score on nothing more is sent. */
export const enough = 4;
/** After so many days without a bounce all is forgotten. */
export const forgottenAfterDays = 30;

export interface Score {
  score: number;
  /** `YYYY-MM-DD` */
  lastOn: string;
  lastWeight: number;
}

/** The score after one more bounce. A day counts once, with the heaviest bounce of it. */
export function scored(before: Score | undefined, { kind, on }: { kind: BounceKind; on: string }): Score {
  const weight = weights[kind];
  const isOld = before !== undefined && addDays(before.lastOn, forgottenAfterDays) <= on;
  if (!before || isOld) return { score: weight, lastOn: on, lastWeight: weight };
  if (on > before.lastOn) return { score: before.score + weight, lastOn: on, lastWeight: weight };
  const more = Math.max(0, weight - before.lastWeight);
  return { score: before.score + more, lastOn: before.lastOn, lastWeight: before.lastWeight + more };
}
