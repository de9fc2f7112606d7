// What the tests need beyond npm: looked for, installed where that is allowed, otherwise asked for in one line.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hasDovecot } from '../dovecot.mjs';
import { hasMariaDb } from '../mariadb.mjs';

const isProgram = (...names) => {
  const folders = (process.env.PATH ?? '').split(':');
  return names.some((name) => folders.some((folder) => existsSync(join(folder, name))));
};

/** @type {{ part: string, package: string, isThere: () => boolean }[]} */
const needs = [
  { part: 'mariadb', package: 'mariadb-server', isThere: hasMariaDb },
  {
    part: 'browser',
    package: 'chromium',
    isThere: () => Boolean(process.env.CHROMIUM) || isProgram('chromium', 'chromium-browser', 'google-chrome'),
  },
  { part: 'imap', package: 'dovecot-imapd', isThere: hasDovecot },
  { part: 'office', package: 'libreoffice-writer-nogui', isThere: () => isProgram('soffice') },
];

/** The parts that SKIP names: `SKIP=browser,mariadb npm test`. */
export const leftOut = new Set(
  (process.env.SKIP ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

/**
 * Makes sure that everything is there, or leaves with the one line that says what to do.
 */
export function requireSystemPackages() {
  const known = needs.map((need) => need.part);
  const unknown = [...leftOut].filter((part) => !known.includes(part));
  if (unknown.length) leave(`SKIP knows ${known.join(', ')}; not ${unknown.join(', ')}.`);
  const missing = needs.filter((need) => !leftOut.has(need.part) && !need.isThere());
  if (missing.length === 0) return;
  const packages = missing.map((need) => need.package);
  const prefix = privilege();
  if (prefix) install(prefix, packages);
  if (prefix && missing.every((need) => need.isThere())) return;
  const parts = missing.map((need) => need.part).join(',');
  leave(
    `Please install ${packages.join(', ')} (Debian: sudo apt-get install ${packages.join(' ')}), or leave these tests out with SKIP=${parts}.`,
  );
}

function leave(message) {
  console.error(message);
  process.exit(1);
}

/** How to become root on Debian without being asked anything; undefined where that is not possible. */
function privilege() {
  if (!existsSync('/etc/debian_version') || !isProgram('apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

function install(prefix, packages) {
  console.log(`Installing ${packages.join(', ')} …`);
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', '-o', 'Dpkg::Use-Pty=0'];
  const run = (...args) => {
    const [command, ...rest] = [...prefix, ...quiet, ...args];
    return spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  };
  const wanted = ['install', '-y', '--no-install-recommends', ...packages];
  return run(...wanted) || (run('update') && run(...wanted));
}
