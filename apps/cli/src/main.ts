import 'reflect-metadata';
import { Command } from 'commander';
import { ConfigurationError } from '../../../config/env.js';
import { Refusal } from '@samrad/platform/errors';
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

/** Mistakes of the user in one sentence; bugs with their stack. */
function sentence(error: unknown): unknown {
  if (error instanceof ConfigurationError) return error.message;
  return error instanceof Refusal ? `Refused: ${error.key} ${JSON.stringify(error.params)}` : error;
}
