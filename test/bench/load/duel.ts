import type { Child } from './processes.js';
import type { Load, LoadReport } from './generator.js';

export interface Server {
  child: Child;
  /** Without a slash at the end. */
  url: string;
}

/** One side of a comparison. */
export interface Side {
  server: Server;
  headers?: Record<string, string>;
  paths?: string[];
  status?: number;
}

/** Medians over the rounds; the ratio is the median of the rounds' own ratios. */
export interface Duel {
  bare: number;
  ours: number;
  ratio: number;
  /** Processor time of the yardstick's process for a request by that of ours. */
  effort: number;
}

interface Turn {
  rate: number;
  /** Processor time for a request, in microseconds. */
  effort: number;
}

export interface Rounds {
  rounds: number;
  /** Seconds each side is loaded in a round. */
  seconds: number;
}

/** Requests and seconds, whichever comes first, until the engine has compiled what it will compile. */
const warm = { requests: 2500, seconds: 5 };

async function warmUp(generator: Child, side: Side): Promise<void> {
  let [requests, seconds] = [0, 0];
  while (requests < warm.requests && seconds < warm.seconds) {
    const { rate } = await turn(generator, side, 0.5);
    requests += rate / 2;
    seconds += 0.5;
  }
}

/** Loads both sides in turn, several times: what disturbs the machine disturbs both. */
export async function duel(
  generator: Child,
  sides: { bare: Side; ours: Side },
  { rounds, seconds }: Rounds,
): Promise<Duel> {
  for (const side of [sides.bare, sides.ours]) await warmUp(generator, side);
  const results: Duel[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const turns: Partial<Record<'bare' | 'ours', Turn>> = {};
    for (const name of round % 2 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
      turns[name] = await turn(generator, sides[name], seconds);
    }
    const { bare, ours } = turns as Record<'bare' | 'ours', Turn>;
    results.push({
      bare: bare.rate,
      ours: ours.rate,
      ratio: ours.rate / bare.rate,
      effort: bare.effort / ours.effort,
    });
  }
  return mediansOf(results);
}

async function turn(generator: Child, side: Side, seconds: number): Promise<Turn> {
  const { server, headers = {}, paths = [], status = 200 } = side;
  const used = async () => (await server.child.ask<{ used: number }>({})).used;
  const before = await used();
  const report = await generator.ask<LoadReport>({ url: server.url, headers, paths, seconds, status } satisfies Load);
  if (report.failures) throw new Error(`${paths[0]}: ${JSON.stringify(report)}`);
  if (!report.answers) return turn(generator, side, seconds * 2);
  return { rate: report.rate, effort: ((await used()) - before) / report.answers };
}

export const mediansOf = (duels: Duel[]): Duel => ({
  bare: median(duels.map(({ bare }) => bare)),
  ours: median(duels.map(({ ours }) => ours)),
  ratio: median(duels.map(({ ratio }) => ratio)),
  effort: median(duels.map(({ effort }) => effort)),
});

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
