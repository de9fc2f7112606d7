/** Blocks up to this size are compared each with each. */
export const wholeBlock = 12;
/** In larger ones each is compared with so many that follow it in order. */
export const neighbours = 6;

/**
 * Records that share a key, as lists of their indices.
 * @param keysOf keys of each record, by its index
 */
export function blocksOf(keysOf: readonly (readonly string[])[]): number[][] {
  const blocks = new Map<string, number[]>();
  keysOf.forEach((keys, index) => {
    for (const key of keys) {
      const block = blocks.get(key);
      if (block) block.push(index);
      else blocks.set(key, [index]);
    }
  });
  return [...blocks.values()].filter(({ length }) => length > 1);
}

/**
 * Pairs to compare within a block. A large one, as of a frequent name, is put in order and each record compared with its
 * neighbours only, so that twice as many records make twice as many pairs.
 * @param orderOf what a large block is put in order by
 */
export function* pairsIn(
  block: readonly number[],
  orderOf: (index: number) => string,
): Generator<[number, number], void> {
  const isLarge = block.length > wholeBlock;
  const order = isLarge ? inOrder(block, orderOf) : block;
  const reach = isLarge ? neighbours : wholeBlock;
  for (let at = 0; at < order.length; at += 1) {
    for (let next = at + 1; next < Math.min(order.length, at + 1 + reach); next += 1) yield [order[at]!, order[next]!];
  }
}

function inOrder(block: readonly number[], orderOf: (index: number) => string): number[] {
  const named = block.map((index) => ({ index, text: orderOf(index) }));
  named.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.index - b.index));
  return named.map(({ index }) => index);
}
