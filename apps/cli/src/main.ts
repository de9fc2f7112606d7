import 'reflect-metadata';
import { Command } from 'commander';
import { ConfigurationError } from '../../../config/env.js';
import { Invalid, Refusal } from '@samrad/platform/errors';
import { I18n } from '@samrad/platform/i18n';
import { commands } from './commands/index.js';

/** Every command of `npm run cli -- COMMAND`. */
const program = new Command('npm run cli --').description('Samråd on the command line').showHelpAfterError();
for (const add of commands) add(program);

try {
  await program.parseAsync();
} catch (error) {
  console.error(sentence(error));
  process.exitCode = 1;
}

/** Mistakes of the user in one sentence for each field; bugs with their stack. */
function sentence(error: unknown): unknown {
  if (error instanceof ConfigurationError) return error.message;
  if (!(error instanceof Refusal)) return error;
  const texts = new I18n();
  const faults = error instanceof Invalid ? Object.entries(error.fields) : [['', error] as const];
  return faults
    .map(([field, { key, params }]) => [field, texts.t('en', key, params)].filter(Boolean).join(': '))
    .join('\n');
}
