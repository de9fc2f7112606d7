// Starting servers for tests so that nothing outlives the tests.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const guard = fileURLToPath(new URL('./guard.mjs', import.meta.url));

/**
 * A new private folder `samrad-<kind>-…` for one server; folders that a crashed run left behind are removed first.
 * @param {string} kind
 * @returns {string}
 */
export function serverFolder(kind) {
  removeStale(`samrad-${kind}-`);
  return mkdtempSync(join(tmpdir(), `samrad-${kind}-`));
}

/**
 * Runs a command under the guard. Its output goes to `server.log` in the folder.
 * @param {{ folder: string, command: string, args: string[] }} server
 * @returns {{ log: () => string, stop: () => Promise<void>, hasEnded: () => boolean }}
 */
export function startGuarded({ folder, command, args }) {
  const output = openSync(join(folder, 'server.log'), 'a');
  const child = spawn(process.execPath, [guard, folder, command, ...args], {
    detached: true,
    stdio: ['pipe', output, output],
  });
  closeSync(output);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.unref();
  child.stdin.unref?.();
  const log = () => (existsSync(join(folder, 'server.log')) ? readFileSync(join(folder, 'server.log'), 'utf8') : '');
  const stop = async () => {
    child.ref();
    child.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { log, stop, hasEnded: () => child.exitCode !== null };
}

/**
 * A loopback port that was free a moment ago.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Waits until a started server answers.
 * @param {ReturnType<typeof startGuarded>} server
 * @param {{ name: string, answers: () => boolean | Promise<boolean>, within: number }} expected `within` in milliseconds
 * @throws with the server's own log when it ends or does not answer in time; it is stopped then
 */
export async function untilUp(server, { name, answers, within }) {
  const deadline = performance.now() + within;
  while (!(await answers())) {
    if (server.hasEnded() || performance.now() > deadline) {
      const log = server.log();
      await server.stop();
      throw new Error(`${name} did not start:\n${log}`);
    }
    await wait(50);
  }
}

/** @param {string} prefix */
function removeStale(prefix) {
  if (!existsSync('/proc/self')) return; // only Linux tells what a process is
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    const owner = ownerOf(folder);
    if (!owner || commandOf(owner.guard).includes(folder)) continue;
    if (commandOf(owner.server).includes(folder)) process.kill(owner.server, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function ownerOf(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'guard.json'), 'utf8'));
  } catch {
    return undefined; // somebody else's, or one that is being started just now
  }
}

/** @param {number} pid */
function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
