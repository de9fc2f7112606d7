// Runs before "npm start", "npm test" and "npm run cli". Node built-ins only: node_modules may not exist yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const forTests = process.argv.includes('--test');
const quiet = process.argv.includes('--quiet');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Samråd needs Node 20.19 or newer; this is ${process.version}. See https://nodejs.org.`);
  process.exit(1);
}

function run(command, args, env = {}) {
  const stdio = quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit';
  const shell = process.platform === 'win32';
  const result = spawnSync(command, args, { stdio, shell, env: { ...process.env, ...env } });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

const stampIn = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const digest = (parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

function filesIn(folder) {
  const names = readdirSync(folder, { recursive: true }).map((name) => join(folder, name));
  return names.filter((name) => statSync(name).isFile()).sort();
}

function installDependencies() {
  const stamp = join('node_modules', '.samrad-stamp');
  const wanted = digest([readFileSync('package-lock.json'), process.versions.modules]);
  if (stampIn(stamp) === wanted) return;
  if (!quiet) console.log('Installing dependencies (the first time takes a minute or two) …');
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { JOBS: 'max' });
  writeFileSync(stamp, wanted);
}

function build() {
  const sources = ['apps', 'libs', 'config', 'migrations', 'scripts'].flatMap(filesIn);
  const wanted = digest([...['.swcrc', 'package-lock.json', ...sources].flatMap((file) => [file, readFileSync(file)])]);
  const stamp = join('dist', '.samrad-stamp');
  if (stampIn(stamp) === wanted) return;
  run(process.execPath, ['scripts/build.mjs']);
  writeFileSync(stamp, wanted);
}

/** The demo network goes into a new embedded database only, again if that was broken off; see `npm run cli -- demo`. */
function loadDemo() {
  const { DATABASE_URL, DATA_DIR = 'data', DEMO } = process.env;
  if (quiet || DATABASE_URL || DEMO === 'off') return;
  const unfinished = join(DATA_DIR, 'demo-unfinished');
  if (existsSync(join(DATA_DIR, 'samrad.sqlite')) && !existsSync(unfinished)) return;
  mkdirSync(DATA_DIR, { recursive: true });
  writeFileSync(unfinished, '');
  run(process.execPath, ['--enable-source-maps', 'dist/apps/cli/src/main.js', 'demo', 'load']);
  rmSync(unfinished);
}

installDependencies();
if (!forTests) {
  build();
  loadDemo();
}
