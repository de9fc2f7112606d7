import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openDatabase } from '../../../../test/support/database.js';
import { type Db, mentions, sql } from './index.js';

let db: Db;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openDatabase());
});
afterAll(() => close());

const name = 'Åse "Fröken" O\'Brien\\; d\'Été\t1';
const json = JSON.stringify([name]);
const ascii = json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);

it.each([
  ['as it is', name],
  ['in other letters', name.toUpperCase()],
  ['in small letters', `${name.toLowerCase()} came`],
  ['in JSON', json],
  ['in JSON of plain letters', ascii],
  ['in JSON within JSON', JSON.stringify({ inner: ascii })],
])('finds a name %s', async (_, text) => {
  expect(await found(text)).toBe(1);
});

it('finds no other', async () => {
  expect(await found('Åse Fröken O Brien')).toBe(0);
  expect(await found('')).toBe(0);
});

async function found(text: string): Promise<number> {
  return (
    await db.rows(
      sql`SELECT t.a FROM (SELECT ${text} AS a, 'b' AS b) t WHERE ${mentions(['b', 'a'], ['nobody', name])}`,
    )
  ).length;
}
