// npm test: everything, from a fresh clone. Installs what it needs, starts what it needs, and leaves nothing behind.
// SKIP=browser,mariadb,imap,office leaves parts out; they are named at the end. Node built-ins only until setup has run.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const setup = spawnSync(process.execPath, ['scripts/setup.mjs', '--test'], { stdio: 'inherit' });
if (setup.status !== 0) process.exit(setup.status ?? 1);

const { startMariaDb } = await import('./mariadb.mjs');
const { cheapSteps, closingLine, jestStep, runSideBySide, runStep } = await import('./lib/steps.mjs');
const { leftOut, requireSystemPackages } = await import('./lib/system-packages.mjs');

requireSystemPackages();

// Every temporary file of the run lies in one folder, which goes when the run goes. Servers that root starts give up
// root, so others may pass through it, though not list it.
const temporary = mkdtempSync(join(tmpdir(), 'samrad-run-'));
chmodSync(temporary, 0o711);
process.env.TMPDIR = temporary;
process.env.NODE_ENV = 'test';
process.on('exit', () => rmSync(temporary, { recursive: true, force: true, maxRetries: 3, retryDelay: 200 }));

const onBothDatabases = ['service', 'e2e', 'migrations'];

async function onSqlite() {
  return [
    await runStep(jestStep('service, e2e and migrations on SQLite', { projects: [...onBothDatabases, 'support'] })),
  ];
}

async function onMariaDb() {
  if (leftOut.has('mariadb')) return [];
  const server = await startMariaDb();
  try {
    const env = { TEST_DATABASE_URL: server.url };
    return [await runStep(jestStep('service, e2e and migrations on MariaDB', { projects: onBothDatabases, env }))];
  } finally {
    await server.stop();
  }
}

async function inTheBrowser() {
  if (leftOut.has('browser')) return [];
  return [await runStep(jestStep('browser', { projects: ['browser'], workers: 1 }))];
}

const results = [];
for (const group of [() => runSideBySide(cheapSteps), onSqlite, onMariaDb, inTheBrowser]) {
  results.push(...(await group()));
  if (results.some((result) => !result.ok)) break;
}
for (const part of leftOut) console.log(`Left out because SKIP names it: ${part}`);
console.log(closingLine(results));
process.exitCode = results.every((result) => result.ok) ? 0 : 1;
