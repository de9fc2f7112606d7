import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { GroupFinder, type ImportChoices, ImportJudge, type ImportOut, importOf, ImportService } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Invalid } from '@samrad/platform/errors';
import { I18n } from '@samrad/platform/i18n';
import { withApplication } from '../context.js';

interface Options {
  dryRun?: boolean;
  skipErrors?: boolean;
  group?: string;
  known: 'update' | 'skip';
  source?: string;
  purpose: string;
}

/** `import-members FILE` checks a member list, prints every problem, and writes it in one transaction. */
export function addImportMembers(program: Command): void {
  program
    .command('import-members')
    .argument('<file>', '.xlsx or .csv, one row for each person, headings in Norwegian or English')
    .description('import members; exit code 1 when rows have errors')
    .option('--dry-run', 'only print what would happen')
    .option('--skip-errors', 'leave out rows with errors and import the others')
    .option('--group <code>', 'group of rows that name none, e.g. REG')
    .option('--known <what>', 'persons who are in the register already: update or skip', 'update')
    .option('--source <name>', 'where the list comes from, for the log; the name of the file when absent')
    .option('--purpose <text>', 'what it is brought in for, for the log', 'Member list')
    .action(async (file: string, options: Options) => {
      const outcome = await withApplication((app) => importFile(app, file, options));
      console.log(tableOf(outcome));
      console.log(sumOf(outcome));
      if (outcome.faults.length || (!outcome.written && outcome.counts.errors)) process.exitCode = 1;
    });
}

async function importFile(app: INestApplicationContext, file: string, options: Options): Promise<ImportOut> {
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    const missing = { key: 'platform.invalid.fileNotFound', params: { name: file } };
    throw error.code === 'ENOENT' ? new Invalid({ file: missing }) : error;
  });
  const sheet = await app.get(ImportJudge).read(content, basename(file));
  const whenKnown = options.known === 'skip' ? 'skip' : 'update';
  const choices: ImportChoices = { groupId: await groupId(app, options.group), whenKnown, corrections: {} };
  const imports = app.get(ImportService);
  const judgement = await imports.check(system, sheet, choices);
  const words = { i18n: app.get(I18n), lang: 'en' as const };
  const { counts } = judgement.plan;
  const isRefused = judgement.faults.length > 0 || (counts.refused > 0 && !options.skipErrors);
  if (options.dryRun || isRefused) return importOf(judgement, null, words);
  const skipErrors = Boolean(options.skipErrors);
  const filename = basename(file);
  const origin = { source: options.source ?? filename, purpose: options.purpose };
  const { id } = await imports.run(system, { sheet, choices, filename, skipErrors, origin });
  return importOf(judgement, id, words);
}

async function groupId(app: INestApplicationContext, code?: string): Promise<string | null> {
  if (!code) return null;
  const group = await app.get(GroupFinder).byCode(code);
  if (!group) throw new Invalid({ group: { key: 'network.import.problem.groupUnknown' } });
  return group.id;
}

/** One line for each problem: row, column, value and reason, in columns. */
function tableOf({ problems, faults }: ImportOut): string {
  if (faults.length) return faults.join('\n');
  if (!problems.length) return 'No problems found.';
  const head = ['Row', 'Column', 'Kind', 'Value', 'Reason'];
  const lines = problems.map(({ row, column, field, severity, value, detail }) => {
    const short = value.replace(/\s+/g, ' ').slice(0, 40);
    return [String(row), `${column} ${field}`.trim(), severity, short, detail];
  });
  const widths = head.map((_, index) => Math.max(...[head, ...lines].map((line) => line[index]!.length)));
  const spread = (line: string[]) =>
    line
      .map((text, index) => text.padEnd(widths[index]!))
      .join('  ')
      .trimEnd();
  return [head, ...lines].map(spread).join('\n');
}

function sumOf({ counts, written }: ImportOut): string {
  const { rows, create, update, skip, refused, organisations, memberships, errors, warnings } = counts;
  const found = `${rows} rows: ${errors} errors, ${warnings} warnings, ${refused} rows kept out.`;
  const what = `${create} new persons, ${update} completed, ${skip} left as they are, ${organisations} new organisations, ${memberships} new memberships.`;
  return `\n${found}\n${written ? 'Imported' : 'Nothing was written. It would be'}: ${what}`;
}
