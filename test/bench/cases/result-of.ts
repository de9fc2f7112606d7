import type { Duel } from '../load/duel.js';
import type { Bench, Result } from '../bench.types.js';

const perSecond = (rate: number) => `${Math.round(rate).toLocaleString('en')}/s`;

/** A line of the table from rates of requests. */
export const resultOf = (
  { dialect }: Pick<Bench, 'dialect'>,
  name: string,
  { bare, ours, ratio, effort, floor, aim }: Duel & { floor?: number; aim?: number },
): Result => ({ database: dialect, name, bare: perSecond(bare), ours: perSecond(ours), ratio, effort, floor, aim });
