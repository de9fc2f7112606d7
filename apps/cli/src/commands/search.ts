import type { Command } from 'commander';
import { SearchIndex } from '@samrad/platform/search';
import { withApplication } from '../context.js';

/** `search reindex`: writes what can be found anew, e.g. after a database was restored in part. */
export function addSearch(program: Command): void {
  program
    .command('search')
    .description('the search index')
    .command('reindex')
    .description('write the search index anew; the search answers meanwhile')
    .action(() =>
      withApplication(async (app) => {
        for (const [noun, count] of await app.get(SearchIndex).rebuild()) console.log(`${noun}: ${count}`);
      }),
    );
}
