// A throw-away MariaDB on a private socket and a free loopback port; gone when the process that asked for it is gone.
// As a command: node scripts/mariadb.mjs COMMAND ARG…   runs COMMAND with TEST_DATABASE_URL set.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { argv, env, exit, getuid } from 'node:process';
import { pathToFileURL } from 'node:url';
import { freePort, serverFolder, startGuarded, untilUp } from './lib/guarded.mjs';

const password = 'samrad';

/** Debian keeps servers where an ordinary user's PATH does not look. */
const searchPath = `${env.PATH}:/usr/sbin:/usr/local/sbin`;

/** Speed over safety: the data is thrown away. */
const fast = [
  '--skip-log-bin',
  '--skip-name-resolve',
  '--skip-networking=0',
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-flush-method=nosync',
  '--innodb-doublewrite=0',
  '--innodb-buffer-pool-size=128M',
  '--innodb-log-file-size=32M',
  '--innodb-stats-persistent=0',
  '--performance-schema=OFF',
  '--max-connections=200',
  '--innodb-ft-min-token-size=2',
  '--default-time-zone=+00:00',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_ci',
];

/** Whether MariaDB's server programs are installed. */
export function hasMariaDb() {
  return Boolean(programPath('mariadbd') && programPath('mariadb-install-db') && programPath('mariadb'));
}

/**
 * Starts MariaDB, empty, with one user who may create databases.
 * @returns {Promise<{ url: string, socket: string, port: number, folder: string, stop: () => Promise<void> }>}
 *   `url` names the server without a database: `mysql://samrad:samrad@127.0.0.1:PORT`
 * @throws when it is not installed or does not come up
 */
export async function startMariaDb() {
  const folder = serverFolder('mariadb');
  const data = join(folder, 'data');
  const socket = join(folder, 'socket');
  mkdirSync(data);
  installInto(data);
  const port = await freePort();
  const server = startGuarded({
    folder,
    command: programPath('mariadbd'),
    args: serverArguments({ data, socket, port }),
  });
  await untilUp(server, { name: 'MariaDB', answers: () => isUp(socket), within: 60_000 });
  createUser(socket);
  return { url: `mysql://samrad:${password}@127.0.0.1:${port}`, socket, port, folder, stop: server.stop };
}

function programPath(name) {
  const folders = searchPath.split(':');
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** MariaDB refuses to run as root unless it is told that this is meant. */
const asUser = () => (getuid?.() === 0 ? ['--user=root'] : []);

function installInto(data) {
  const args = ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'];
  run(programPath('mariadb-install-db'), [...args, '--skip-name-resolve', ...asUser()]);
}

function serverArguments({ data, socket, port }) {
  const place = [`--datadir=${data}`, `--socket=${socket}`, `--port=${port}`, '--bind-address=127.0.0.1'];
  return ['--no-defaults', ...asUser(), ...place, ...fast];
}

const client = (socket, sql) => ['--no-defaults', '-S', socket, '-u', 'root', '-e', sql];

function isUp(socket) {
  return existsSync(socket) && spawnSync(programPath('mariadb'), client(socket, 'SELECT 1')).status === 0;
}

function createUser(socket) {
  const user = `'samrad'@'127.0.0.1'`;
  const sql = `CREATE USER ${user} IDENTIFIED BY '${password}'; GRANT ALL ON *.* TO ${user};`;
  run(programPath('mariadb'), client(socket, sql));
}

function run(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', env: { ...env, PATH: searchPath } });
  if (result.status !== 0) throw new Error(`${command} failed:\n${result.error ?? ''}${result.stdout}${result.stderr}`);
}

async function runWithMariaDb([command, ...args]) {
  const server = await startMariaDb();
  const child = spawn(command, args, { stdio: 'inherit', env: { ...env, TEST_DATABASE_URL: server.url } });
  const code = await new Promise((resolve) => child.once('exit', (status) => resolve(status ?? 1)));
  await server.stop();
  exit(code);
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) await runWithMariaDb(argv.slice(2));
