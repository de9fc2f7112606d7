import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@samrad/platform/database';
import { chance, everyRow, TableFiller } from '../../../../../test/support/every-table.js';
import { organiser } from '../../../../../test/support/network.js';
import { openDuplicates } from '../../../../../test/support/duplicates.js';
import type { NetworkWorld } from '../../../../../test/support/network.js';
import { mergeInput } from '../merge.dto.js';
import { MergeJournal } from './merge-journal.js';
import { MergeService } from '../merge.service.js';
import { TableGraph } from './table-graph.js';
import { UndoService } from '../undo.service.js';

const noise = ['event', 'search_entry', 'record_merge', 'merge_change', 'duplicate_pair', 'duplicate_scan'];
const few = new Map([
  ['person', 4],
  ['organisation', 4],
  ['person_email', 8],
]);
/** Holds nothing of the register, or is made by the merge itself. */
const untouched = new Set([...noise, 'state', 'topic', 'job']);

let world: NetworkWorld;

beforeAll(async () => {
  world = await openDuplicates();
  const graph = world.get(TableGraph);
  const loose = new Map(graph.referringTo('person').map(({ table, column }) => [`${table}.${column}`, 'person']));
  const filler = new TableFiller(world.db, chance(20261207), loose);
  await filler.fill((table) => (untouched.has(table) ? 0 : (few.get(table) ?? 14)));
  const first = sql`SELECT low FROM (SELECT MIN(id) AS low FROM person_email GROUP BY person_id) firsts`;
  await world.db.tx(() =>
    world.db.run(sql`UPDATE person_email SET is_primary = CASE WHEN id IN (${first}) THEN 1 ELSE 0 END`),
  );
});
afterAll(() => world.close());

async function inputFor(noun: 'person' | 'organisation', random: () => number) {
  const rows = await world.db.rows<{ id: string; version: number }>(
    noun === 'person' ? sql`SELECT id, version FROM person` : sql`SELECT id, version FROM organisation`,
  );
  const first = Math.floor(random() * rows.length);
  const second = (first + 1 + Math.floor(random() * (rows.length - 1))) % rows.length;
  const [kept, lost] = [rows[first]!, rows[second]!];
  const side = () => (random() < 0.5 ? 'kept' : 'lost');
  const fields = [
    'name',
    'stateCode',
    'phone',
    'email',
    'mailLanguage',
    'leftOn',
    'account',
    'acronym',
    'type',
    'note',
  ];
  const choices = Object.fromEntries(fields.map((field) => [field, side()]));
  const versions = { keptVersion: kept.version, lostVersion: lost.version };
  return mergeInput.parse({ noun, keptId: kept.id, lostId: lost.id, ...versions, ...choices });
}

/** Rows by table, with the number of edits of the two records left out: it goes on counting. */
async function snapshot() {
  const all = await everyRow(world.db, noise);
  for (const noun of ['person', 'organisation']) {
    all.set(
      noun,
      all.get(noun)!.map((row) => row.replace(/"version":\d+/, '"version":0')),
    );
  }
  return all;
}

const idOf = (row: string) => (JSON.parse(row) as { id?: string }).id;

describe.each(['person', 'organisation'] as const)('merging two random records of the kind %s', (noun) => {
  it.each([1, 2, 3, 4, 5, 6])('loses no row, and undone leaves every table as it was (%i)', async (seed) => {
    const input = await inputFor(noun, chance(seed));
    const before = await snapshot();
    const id = await world.get(MergeService).merge(organiser, input);
    const after = await snapshot();
    const aside = await world.get(MergeJournal).read(id, 'set_aside');
    const kept = new Set(aside.map(({ key }) => String(key.id)));
    for (const [table, rows] of before) {
      const now = new Set(after.get(table)!.map(idOf));
      const gone = rows.map(idOf).filter((one) => one !== undefined && !now.has(one) && !kept.has(one));
      expect({ table, gone }).toEqual({ table, gone: [] });
    }
    expect(JSON.stringify([...after])).not.toContain(input.lostId);
    const left = await world.get(UndoService).undo(organiser, id, 1);
    expect(left).toBe(0);
    expect(await snapshot()).toEqual(before);
  });
});
