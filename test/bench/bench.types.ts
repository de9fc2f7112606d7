import type { Child } from './load/processes.js';
import type { Rounds, Server } from './load/duel.js';
import type { World } from './scratch/fill.js';
import type { Dialect, Homes } from './scratch/place.js';

/** A scratch database with the two servers on it. */
export interface Arena {
  world: World;
  bare: Server;
  ours: Server;
}

export interface Bench {
  dialect: Dialect;
  homes: Homes;
  rounds: Rounds;
  generator: Child;
  sizes: number[];
  /** The size of the cases that are measured once: 10,000. */
  middle: number;
  /** Database of that size, filled and served at first use. */
  arena(size: number): Promise<Arena>;
}

/** One line of the table. */
export interface Result {
  database: Dialect;
  name: string;
  bare: string;
  ours: string;
  ratio: number;
  /** The same by processor time of the two processes; less disturbed by what else the machine does. */
  effort?: number;
  /** The ratio must be at least (or at most) `floor`; `aim` is where it should be. */
  floor?: number;
  aim?: number;
  /** True where less is better, e.g. memory. */
  isCost?: boolean;
}

export interface Case {
  name: string;
  run(bench: Bench): Promise<Result[]>;
}
