import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { AccountFinder, TokenService } from '@samrad/access';
import { system } from '@samrad/platform/auth';
import { Invalid } from '@samrad/platform/errors';
import { addressKey } from '@samrad/platform/pure';
import { withApplication } from '../context.js';

interface Options {
  name: string;
  days: string;
}

/** `token create EMAIL` prints a token for the API and nothing else. */
export function addToken(program: Command): void {
  program
    .command('token')
    .description('personal access tokens for the API')
    .command('create')
    .argument('<email>', 'an address of somebody with an account')
    .description('print a new token; with npm run --silent, only the token')
    .option('--name <name>', 'what it is for', 'command line')
    .option('--days <number>', 'how long it works', '90')
    .action(async (email: string, options: Options) => {
      console.log(await withApplication((app) => create(app, email, options)));
    });
}

async function create(app: INestApplicationContext, email: string, { name, days }: Options): Promise<string> {
  const person = await app.get(AccountFinder).byAddress(addressKey(email));
  if (!person?.accountId) throw new Invalid({ email: { key: 'access.token.unknownAddress' } });
  const lasting = Math.min(Math.max(1, Math.trunc(Number(days)) || 90), 3650);
  const { token } = await app.get(TokenService).create(system, { accountId: person.accountId, name, days: lasting });
  return token;
}
