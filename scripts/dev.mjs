// npm run dev: builds, starts, and does both again whenever a source file changes.
import { spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/files.mjs';

const quietFor = 150; // milliseconds without a change before building: editors save in several steps
const watched = ['apps', 'libs', 'config', 'migrations'];
let server;
let timer;

const build = () => spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' }).status === 0;

function start() {
  server = spawn(process.execPath, ['--enable-source-maps', 'dist/apps/server/src/main.js'], {
    cwd: root,
    stdio: 'inherit',
  });
}

async function restart() {
  if (!build()) return;
  if (server && server.exitCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }
  start();
}

for (const folder of watched) {
  watch(join(root, folder), { recursive: true }, (_event, name) => {
    if (!name || /spec\.ts$|~$/.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(restart, quietFor);
  });
}
spawnSync(process.execPath, ['scripts/setup.mjs'], { cwd: root, stdio: 'inherit' });
start();
