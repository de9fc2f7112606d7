import type { Command } from 'commander';
import { addDemo } from './demo.js';
import { addMigrate } from './migrate.js';

/** One file per command; each adds itself to the program. */
export const commands: ((program: Command) => void)[] = [addMigrate, addDemo];
