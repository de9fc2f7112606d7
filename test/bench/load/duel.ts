import { setTimeout as wait } from 'node:timers/promises';
import type { Child } from './processes.js';
import type { Load, LoadReport } from './generator.js';

/** One side of a comparison. */
export interface Side {
  url: string;
  headers?: Record<string, string>;
  paths?: string[];
  status?: number;
}

/** Medians over the rounds; the ratio is the median of the rounds' own ratios. */
export interface Duel {
  bare: number;
  ours: number;
  ratio: number;
}

export interface Rounds {
  rounds: number;
  /** Seconds each side is loaded in a round. */
  seconds: number;
}

/** Loads both sides in turn, several times: what disturbs the machine disturbs both. */
export async function duel(
  generator: Child,
  sides: { bare: Side; ours: Side },
  { rounds, seconds }: Rounds,
): Promise<Duel> {
  const rate = async (side: Side, long: number): Promise<number> => {
    const { url, headers = {}, paths = [], status = 200 } = side;
    const report = await generator.ask<LoadReport>({ url, headers, paths, seconds: long, status } satisfies Load);
    if (report.failures || !report.rate) throw new Error(`${url}${paths[0] ?? ''}: ${JSON.stringify(report)}`);
    await wait(30);
    return report.rate;
  };
  for (const side of [sides.bare, sides.ours]) await rate(side, seconds);
  const results: Duel[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const measured = { bare: 0, ours: 0 };
    for (const name of round % 2 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
      measured[name] = await rate(sides[name], seconds);
    }
    results.push({ ...measured, ratio: measured.ours / measured.bare });
  }
  return mediansOf(results);
}

export const mediansOf = (duels: Duel[]): Duel => ({
  bare: median(duels.map(({ bare }) => bare)),
  ours: median(duels.map(({ ours }) => ours)),
  ratio: median(duels.map(({ ratio }) => ratio)),
});

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
