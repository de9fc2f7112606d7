import type { Command } from 'commander';
import { loadEnv } from '../../../../config/env.js';
import { withApplication } from '../context.js';
import { loadDemo } from '../demo/load.js';
import { removeDemo } from '../demo/remove.js';

/** `demo load` fills an empty embedded database; `demo remove` takes everything away again. */
export function addDemo(program: Command): void {
  const demo = program.command('demo').description('demo data of the embedded database');
  demo
    .command('load')
    .description('load the demo network into an empty database')
    .action(() =>
      withApplication(async (app) => {
        console.log((await loadDemo(app, loadEnv())) ? 'The demo network is loaded.' : 'Nothing to do.');
      }),
    );
  demo
    .command('remove')
    .description('remove the demo database and its files (stop the server first)')
    .option('--yes', 'do not ask')
    .action(async ({ yes }: { yes?: boolean }) => console.log(await removeDemo(loadEnv(), Boolean(yes))));
}
