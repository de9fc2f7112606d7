import { parseArgs } from 'node:util';
import type { Rounds } from './load/duel.js';
import type { Dialect } from './scratch/place.js';

export interface Options {
  dialects: Dialect[];
  sizes: number[];
  rounds: Rounds;
  /** Names of cases; empty: all. */
  only: string[];
}

const usage = `npm run bench -- [--only sqlite|mariadb] [--case NAME]... [--quick]`;

/** @throws with the usage */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      case: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
    },
  });
  const dialects = (['sqlite', 'mariadb'] as const).filter((name) => !values.only || name === values.only);
  if (!dialects.length) throw new Error(usage);
  return {
    dialects,
    sizes: values.quick ? [1000, 10_000] : [1000, 10_000, 100_000],
    rounds: values.quick ? { rounds: 3, seconds: 0.5 } : { rounds: 5, seconds: 0.5 },
    only: values.case,
  };
}
