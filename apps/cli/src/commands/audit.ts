import type { INestApplicationContext } from '@nestjs/common';
import { InvalidArgumentError, type Command } from 'commander';
import { LogExport, notedOf, Sealer, Verifier, type Fault, type Verdict } from '@samrad/audit';
import { system } from '@samrad/platform/auth';
import { I18n } from '@samrad/platform/i18n';
import { Traces } from '@samrad/platform/traces';
import { withApplication } from '../context.js';

type Noted = NonNullable<ReturnType<typeof notedOf>>;
interface Options {
  noted?: Noted;
  json?: boolean;
}

function placeIn(text: string): Noted {
  const noted = notedOf(text);
  if (!noted) throw new InvalidArgumentError('It takes a place and a hash, as printed: 1234:0a1b2c…');
  return noted;
}

/** `audit verify` and `audit export`: the log of changes, readings and exports. */
export function addAudit(program: Command): void {
  const audit = program.command('audit').description('the log of changes, readings and exports');
  audit
    .command('verify')
    .description('check that nothing in the log was changed, removed or moved; exit code 1 when something was')
    .option('--noted <place:hash>', 'a hash that was printed earlier and kept outside', placeIn)
    .option('--json', 'print one JSON object')
    .action((options: Options) => withApplication((app) => verify(app, options)));
  audit
    .command('export')
    .description('print the whole log as JSON lines; that is itself logged')
    .requiredOption('--receiver <name>', 'who gets it')
    .requiredOption('--purpose <text>', 'what for')
    .action((handover: { receiver: string; purpose: string }) => withApplication((app) => exportAll(app, handover)));
}

async function verify(app: INestApplicationContext, { noted, json }: Options) {
  const verdict = await app.get(Verifier).verify(noted ?? null);
  console.log(json ? JSON.stringify(verdict) : sentences(app.get(I18n), verdict).join('\n'));
  if (verdict.faultCount) process.exitCode = 1;
}

function sentences(i18n: I18n, verdict: Verdict): string[] {
  const say = (key: string, params: Record<string, unknown> = {}) => i18n.t('en', `audit.verify.${key}`, params);
  const { last, waiting, faults, faultCount } = verdict;
  return [
    say('checked', { events: verdict.events, traces: verdict.traces }),
    ...(verdict.redacted ? [say('redacted', { count: verdict.redacted })] : []),
    ...(waiting.count ? [say('waiting', { count: waiting.count, oldest: waiting.oldest })] : []),
    last ? say('last', { noted: `${last.place}:${last.hash}`, at: last.sealedAt }) : say('empty'),
    ...faults.map((fault) => say(`fault.${fault.kind}`, placeOf(fault))),
    faultCount ? say('broken', { count: faultCount }) : say('whole'),
  ];
}

const placeOf = ({ place, source, recordId }: Fault) => ({ place, record: [source, recordId].join(' ') });

async function exportAll(app: INestApplicationContext, handover: { receiver: string; purpose: string }) {
  const { records: amount } = await app.get(LogExport).size();
  await app.get(Traces).exported(system, { what: 'log', amount, handover, detail: { format: 'jsonl' } });
  await app.get(Sealer).seal();
  for await (const line of app.get(LogExport).lines()) await written(`${line}\n`);
}

/** Waits while whoever reads is slow. */
const written = (text: string): Promise<void> =>
  new Promise((done) => {
    if (process.stdout.write(text)) done();
    else process.stdout.once('drain', done);
  });
