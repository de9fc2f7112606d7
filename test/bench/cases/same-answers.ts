import { deepStrictEqual } from 'node:assert/strict';
import type { Side } from '../load/duel.js';

/** A comparison of different answers would be worthless. @param ids what identifies the records of an answer */
export async function sameAnswers(sides: { bare: Side; ours: Side }, ids: (answer: object) => string[]): Promise<void> {
  const [bare, ours] = await Promise.all([read(sides.bare), read(sides.ours)]);
  deepStrictEqual(ids(ours), ids(bare));
  if (!ids(bare).length) throw new Error(`${sides.bare.paths![0]} found nothing`);
}

async function read({ server: { url }, paths = [''], headers = {} }: Side): Promise<object> {
  const response = await fetch(`${url}${paths[0]}`, { headers });
  if (!response.ok) throw new Error(`${url}${paths[0]}: ${response.status} ${await response.text()}`);
  return (await response.json()) as object;
}
