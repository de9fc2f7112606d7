import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import {
  CheckService,
  type Choices,
  ImportFinder,
  ImportStore,
  type RegisterImport,
  rowOf,
  RunService,
  StagingService,
} from '@samrad/exchange';
import { GroupFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';
import { Invalid } from '@samrad/platform/errors';
import { I18n } from '@samrad/platform/i18n';
import { withApplication } from '../context.js';

interface Options {
  dryRun?: boolean;
  skipErrors?: boolean;
  organisations?: boolean;
  group?: string;
  match?: Choices['match'];
  known: Choices['whenKnown'];
  source?: string;
  purpose: string;
}

interface Outcome {
  one: RegisterImport;
  problems: ReturnType<typeof rowOf>['problems'];
  isWritten: boolean;
}

/** `import-members FILE` checks a list, prints every problem, and writes it. */
export function addImportMembers(program: Command): void {
  program
    .command('import-members')
    .argument('<file>', '.xlsx, .csv, .vcf or .json, one row for each record, headings in Norwegian or English')
    .description('import persons or organisations; exit code 1 when rows have errors')
    .option('--dry-run', 'only print what would happen')
    .option('--skip-errors', 'leave out rows with errors and import the others')
    .option('--organisations', 'the list is about organisations')
    .option('--group <code>', 'group of rows that name none, e.g. REG')
    .option('--match <key>', 'how rows find their record: email, externalKey, organisationNumber or organisation')
    .option('--known <what>', 'records that are in the register already: update, complete or skip', 'update')
    .option('--source <name>', 'where the list comes from, for the log; the name of the file when absent')
    .option('--purpose <text>', 'what it is brought in for, for the log', 'Member list')
    .action(async (file: string, options: Options) => {
      const outcome = await withApplication((app) => importFile(app, file, options));
      console.log(tableOf(outcome));
      console.log(sumOf(outcome));
      if (!outcome.isWritten && outcome.problems.some(({ severity }) => severity === 'error')) process.exitCode = 1;
    });
}

async function importFile(app: INestApplicationContext, file: string, options: Options): Promise<Outcome> {
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    const missing = { key: 'platform.invalid.fileNotFound', params: { name: file } };
    throw error.code === 'ENOENT' ? new Invalid({ file: missing }) : error;
  });
  const groupId = await groupOf(app, options.group);
  const [staging, checks, runs] = [app.get(StagingService), app.get(CheckService), app.get(RunService)];
  const filename = basename(file);
  const id = await staging.create(system, options.organisations ? 'organisation' : 'person', { filename, content });
  const choices = { groupId, whenKnown: options.known, ...(options.match && { match: options.match }) };
  await staging.choose(system, id, { choices });
  await checks.start(system, id);
  await checks.run(id);
  const checked = await app.get(ImportStore).one(id);
  const problems = await problemsOf(app, checked);
  const { counts, version } = checked;
  const isRefused = counts.refused + counts.ambiguous > 0 && !options.skipErrors;
  if (options.dryRun || isRefused || counts.new + counts.changed === 0) {
    await staging.discard(system, id);
    return { one: checked, problems, isWritten: false };
  }
  await runs.start(system, id, { source: options.source ?? filename, purpose: options.purpose, version });
  await runs.run(id);
  return { one: await app.get(ImportStore).one(id), problems, isWritten: true };
}

async function groupOf(app: INestApplicationContext, code?: string): Promise<string | null> {
  if (!code) return null;
  const group = await app.get(GroupFinder).byCode(code);
  if (!group) throw new Invalid({ group: { key: 'exchange.import.problem.groupUnknown' } });
  return group.id;
}

async function problemsOf(
  app: INestApplicationContext,
  { id, headerRow }: RegisterImport,
): Promise<Outcome['problems']> {
  const words = { i18n: app.get(I18n), lang: 'en' as const };
  const problems: Outcome['problems'] = [];
  for (let page = 1; ; page += 1) {
    const found = await app.get(ImportFinder).rows(id, { below: headerRow, filter: {} }, { page, per: 1000 });
    problems.push(...found.rows.flatMap((row) => rowOf(row, words).problems));
    if (!found.more) return problems;
  }
}

/** One line for each problem: row, column, value and reason, in columns. */
function tableOf({ problems }: Outcome): string {
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

function sumOf({ one: { counts }, isWritten }: Outcome): string {
  const { new: added, changed, unchanged, refused, ambiguous, conflicts } = counts;
  const what = `${added} new, ${changed} changed, ${unchanged} unchanged, ${refused} refused, ${ambiguous} ambiguous, ${conflicts} with fields that the person changed.`;
  return `\n${isWritten ? 'Imported' : 'Nothing was written. It would be'}: ${what}`;
}
