import { blocksOf, pairsIn } from '../rule/blocking.rules.js';
import type { Likeness } from '../rule/rule.types.js';
import { weighedBy, type Rules } from '../rule/rule-sets.rules.js';

/** Records made ready, with what is needed to compare them. */
export interface Comparable<P> {
  ids: readonly string[];
  prepared: readonly P[];
  keys: (one: P) => string[];
  /** What a large block is put in order by. */
  order: (one: P) => string;
  likeness: (left: P, right: P) => Likeness;
}

export interface AlikePair extends Likeness {
  leftId: string;
  rightId: string;
}

/** Of how many comparisons other work waits at most. */
const atOnce = 2000;

/**
 * Compares whatever shares a key.
 * @param pause called now and then with the share that is done, 0 to 1
 */
export async function compared<P>(
  records: Comparable<P>,
  { threshold, weights }: Rules,
  pause: (share: number) => Promise<void>,
): Promise<AlikePair[]> {
  const { ids, prepared, order, likeness } = records;
  const blocks = blocksOf(prepared.map(records.keys));
  const alike = new Map<string, AlikePair>();
  let since = 0;
  for (const [at, block] of blocks.entries()) {
    for (const [one, other] of pairsIn(block, (index) => order(prepared[index]!))) {
      since += 1;
      const usual = likeness(prepared[one]!, prepared[other]!);
      const found = weights ? weighedBy(usual, weights) : usual;
      if (found.score < threshold) continue;
      const [leftId, rightId] = [ids[one]!, ids[other]!].sort() as [string, string];
      alike.set(`${leftId}|${rightId}`, { leftId, rightId, ...found });
    }
    if (since < atOnce) continue;
    since = 0;
    await pause(at / blocks.length);
  }
  return [...alike.values()];
}
