// Runs one server (MariaDB, Dovecot) for as long as its owner lives: node guard.mjs FOLDER COMMAND ARG…
// The owner holds the other end of standard input; when that end closes, for whatever reason, even a killed owner,
// the server is stopped and FOLDER is removed. Started detached, so that Ctrl-C in the terminal does not reach it first.
import { spawn } from 'node:child_process';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, command, ...args] = process.argv.slice(2);
const patience = 5_000;

const server = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
writeFileSync(join(folder, 'guard.json'), JSON.stringify({ guard: process.pid, server: server.pid }));

function finish() {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.exit(0);
}

/** The server fell over by itself: its log stays, so that the owner can say why. */
const giveUp = () => process.exit(1);

function stop() {
  server.off('exit', giveUp);
  if (server.exitCode !== null || server.signalCode !== null) return finish();
  server.once('exit', finish);
  server.kill('SIGTERM');
  setTimeout(() => server.kill('SIGKILL'), patience).unref();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
server.once('exit', giveUp);
server.once('error', (error) => {
  appendFileSync(join(folder, 'server.log'), `${error.message}\n`);
  giveUp();
});
process.stdin.resume();
process.stdin.once('end', stop);
process.stdin.once('error', stop);
