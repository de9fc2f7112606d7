import { text } from 'node:stream/consumers';
import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { AdministratorService, LinkService } from '@samrad/access';
import { Invalid } from '@samrad/platform/errors';
import { isAddress } from '@samrad/platform/pure';
import { withApplication } from '../context.js';

interface Options {
  email: string;
  name: string;
  organisation?: string;
  passwordStdin?: boolean;
}

/** `create-administrator`: finds or makes the person and the account, and gives the role. */
export function addCreateAdministrator(program: Command): void {
  program
    .command('create-administrator')
    .description('give somebody an account as administrator; without a password it prints a sign-in link')
    .requiredOption('--email <address>', 'address to sign in with')
    .requiredOption('--name <name>', 'given name and family name; the last word is the family name')
    .option('--organisation <name>', 'where the administrator works')
    .option('--password-stdin', 'read the password from standard input')
    .action(async (options: Options) => {
      const password = options.passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;
      console.log(await withApplication((app) => create(app, options, password)));
    });
}

async function create(app: INestApplicationContext, options: Options, password?: string): Promise<string> {
  const { email, organisation } = options;
  if (!isAddress(email)) throw new Invalid({ email: { key: 'platform.invalid.email' } });
  const administrator = { ...namesOf(options.name), email, organisation, password };
  const { personId } = await app.get(AdministratorService).create(administrator);
  if (password !== undefined) return `${email} is an administrator and signs in with the password given.`;
  const link = await app.get(LinkService).issue(personId, '/profile/password');
  return `${email} is an administrator. This link signs in once, within 15 minutes:\n${link}`;
}

/** `Kari Anne Nordmann` → Kari Anne, Nordmann. One word is the family name. */
function namesOf(name: string): { givenName: string; familyName: string } {
  const words = name.trim().split(/\s+/);
  return { givenName: words.slice(0, -1).join(' '), familyName: words.at(-1)! };
}
