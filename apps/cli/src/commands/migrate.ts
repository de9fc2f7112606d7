import type { Command } from 'commander';
import { migrateDown, migrateUp } from '../../../../config/database.js';
import { dataSources } from '../../../../config/data-source.js';
import { loadEnv } from '../../../../config/env.js';

/** `migrate`: brings the schema up to date; `migrate --down` undoes the newest migration. */
export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database schema up to date (the server does this at start)')
    .option('--down', 'undo the newest migration instead')
    .action(async ({ down }: { down?: boolean }) => {
      const { source } = dataSources(loadEnv());
      await source.initialize();
      if (down) await migrateDown(source);
      const ran = down ? [] : await migrateUp(source);
      console.log(down ? 'Undid the newest migration.' : `Migrations run: ${ran.join(', ') || 'none were missing'}.`);
      await source.destroy();
    });
}
