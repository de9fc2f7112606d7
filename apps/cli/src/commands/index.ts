import type { Command } from 'commander';
import { addAudit } from './audit.js';
import { addCreateAdministrator } from './create-administrator.js';
import { addDemo } from './demo.js';
import { addImportMembers } from './import-members.js';
import { addMail } from './mail.js';
import { addMigrate } from './migrate.js';
import { addSearch } from './search.js';
import { addToken } from './token.js';

/** One file per command; each adds itself to the program. */
export const commands: ((program: Command) => void)[] = [
  addMigrate,
  addDemo,
  addCreateAdministrator,
  addToken,
  addImportMembers,
  addMail,
  addSearch,
  addAudit,
];
