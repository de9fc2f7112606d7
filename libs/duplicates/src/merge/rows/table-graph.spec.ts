import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openDuplicates } from '../../../../../test/support/duplicates.js';
import type { NetworkWorld } from '../../../../../test/support/network.js';
import { nameOf, TableGraph } from './table-graph.js';

/** Rows about a record that stay where they are: what happened, what can be found, what duplicates are known. */
const own = ['event', 'search_entry', 'duplicate_pair', 'record_merge', 'merge_change'];

let world: NetworkWorld;
let graph: TableGraph;

beforeAll(async () => {
  world = await openDuplicates();
  graph = world.get(TableGraph);
});
afterAll(() => world.close());

it.each(['person', 'organisation'])(
  'knows of every column that names a %s how it behaves in a merge: write @HoldsPerson or @HoldsOrganisation beside it',
  (noun) => {
    const named = world.db.source.entityMetadatas
      .filter(({ tableName }) => !own.includes(tableName))
      .flatMap(({ tableName: table, columns }) =>
        columns
          .filter(({ databaseName, isVirtual }) => !isVirtual && databaseName.endsWith(`${noun}_id`))
          .map(({ databaseName: column }) => ({ table, column })),
      );
    const all = [...graph.referringTo(noun), ...named];
    expect(all.length).toBeGreaterThan(1);
    expect(all.filter((reference) => !graph.holdingOf(reference)).map(nameOf)).toEqual([]);
  },
);
