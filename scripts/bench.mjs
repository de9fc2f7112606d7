// npm run bench -- [--only sqlite|mariadb] [--case NAME]... [--quick]   measures the product beside a yardstick.
// Builds into dist-bench, works in a temporary folder, starts a MariaDB of its own, and leaves nothing behind.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

function step(...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

step('scripts/setup.mjs', '--test');
step('scripts/build.mjs', '--out', 'dist-bench', join('test', 'bench'), join('test', 'support', 'replies'));

const { hasMariaDb, startMariaDb } = await import('./mariadb.mjs');
const args = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'samrad-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 200 }));

const wantsMariaDb = args[args.indexOf('--only') + 1] !== 'sqlite';
if (wantsMariaDb && !hasMariaDb()) {
  console.error('MariaDB is not installed (Debian: mariadb-server). Without it: npm run bench -- --only sqlite');
  process.exit(1);
}
const server = wantsMariaDb ? await startMariaDb() : undefined;

const env = { ...process.env, FOLDER: folder, ...(server ? { SERVER: server.url } : {}) };
const bench = spawn(process.execPath, ['--enable-source-maps', 'dist-bench/test/bench/main.js', ...args], {
  stdio: 'inherit',
  env,
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => bench.kill(signal));
const code = await new Promise((resolve) => bench.once('exit', (status) => resolve(status ?? 1)));
await server?.stop();
process.exit(code);
