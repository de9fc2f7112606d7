/** Blocks up to this size are compared each with each. */
export const wholeBlock = 40;
/** In larger ones each is compared with so many that follow it in order. */
export const neighbours = 12;

/**
 * Pairs to compare: those that share a key. A large block, as of a frequent name, is put in order and each record
 * compared with its neighbours only, so that twice as many records make twice as many pairs.
 * @param keysOf keys of each record, by its index
 * @param orderOf what a large block is put in order by
 */
export function* candidatePairs(
  keysOf: readonly (readonly string[])[],
  orderOf: (index: number) => string,
): Generator<[number, number]> {
  const blocks = new Map<string, number[]>();
  keysOf.forEach((keys, index) => {
    for (const key of keys) {
      const block = blocks.get(key);
      if (block) block.push(index);
      else blocks.set(key, [index]);
    }
  });
  for (const block of blocks.values()) yield* pairsIn(block, orderOf);
}

function* pairsIn(block: number[], orderOf: (index: number) => string): Generator<[number, number]> {
  const isLarge = block.length > wholeBlock;
  const order = isLarge ? [...block].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)) : block;
  const reach = isLarge ? neighbours : wholeBlock;
  for (let at = 0; at < order.length; at += 1) {
    for (let next = at + 1; next < Math.min(order.length, at + 1 + reach); next += 1) yield [order[at]!, order[next]!];
  }
}
