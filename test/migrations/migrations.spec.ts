import type { DataSource } from 'typeorm';
import { CheckMetadata } from 'typeorm/metadata/CheckMetadata.js';
import { migrateDown, migrateUp } from '../../config/database.js';
import { migrations } from '../../migrations/index.js';
import { dataSources } from '../../config/data-source.js';
import { loadEnv } from '../../config/env.js';
import { emptyPlace, type DatabasePlace } from '../support/database.js';

describe('migrations', () => {
  let place: DatabasePlace;
  let source: DataSource;

  beforeAll(async () => {
    place = await emptyPlace();
    source = await dataSources(loadEnv(place.settings)).source.initialize();
  });

  afterAll(async () => {
    await source.destroy();
    await place.remove();
  });

  it('run up from nothing', async () => {
    expect(await migrateUp(source)).toHaveLength(migrations.length);
  });

  it('leave a schema that is exactly what the entities say', async () => {
    await takeOverChecks(source);
    const log = await source.driver.createSchemaBuilder().log();
    expect(log.upQueries.map((query) => query.query)).toEqual([]);
  });

  it('run down to nothing, and up again', async () => {
    for (let left = migrations.length; left > 0; left -= 1) await migrateDown(source);
    expect(await tables(source)).toEqual([]);
    expect(await migrateUp(source)).toHaveLength(migrations.length);
  });
});

async function tables(source: DataSource): Promise<string[]> {
  const sqlite = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
  const query =
    source.options.type === 'better-sqlite3'
      ? sqlite
      : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()';
  const rows = (await source.query(query)) as { name: string }[];
  return rows.map((row) => row.name).filter((name) => !['migrations', 'typeorm_metadata'].includes(name));
}

/** Check constraints stand in the migrations alone: entities take over what the database has, so that only the rest is compared. */
async function takeOverChecks(source: DataSource) {
  const runner = source.createQueryRunner();
  for (const metadata of source.entityMetadatas) {
    const table = await runner.getTable(metadata.tableName);
    metadata.checks = (table?.checks ?? []).map(
      (check) =>
        new CheckMetadata({
          entityMetadata: metadata,
          args: { target: metadata.target, name: check.name, expression: check.expression! },
        }),
    );
    metadata.checks.forEach((check) => check.build(source.namingStrategy));
  }
  await runner.release();
}
