// A throw-away IMAP server (Dovecot) with one mailbox, on a free loopback port; gone when its owner is gone.
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { getgid, getuid } from 'node:process';
import { freePort, serverFolder, startGuarded, untilUp } from './lib/guarded.mjs';

/** Looked for each time, because the tests may just have installed it. */
const program = () =>
  ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/usr/bin/dovecot'].find((path) => existsSync(path));

/** Whether Dovecot is installed with its IMAP part. */
export function hasDovecot() {
  return (
    Boolean(program()) && ['/usr/lib/dovecot', '/usr/libexec/dovecot'].some((path) => existsSync(join(path, 'imap')))
  );
}

/**
 * Starts Dovecot for one mailbox.
 * @param {{ user?: string, password?: string }} [account]
 * @returns {Promise<{ url: string, port: number, user: string, password: string, maildir: string, stop: () => Promise<void> }>}
 *   `url` as IMAP_URL wants it; `maildir` is the folder whose `new/` receives mail
 */
export async function startDovecot({ user = 'samrad', password = 'samrad' } = {}) {
  const folder = serverFolder('dovecot');
  const maildir = makeMaildir(folder);
  const port = await freePort();
  writeFileSync(join(folder, 'users'), `${user}:{PLAIN}${password}\n`);
  writeFileSync(join(folder, 'dovecot.conf'), configuration({ folder, maildir, port }));
  const server = startGuarded({ folder, command: program(), args: ['-F', '-c', join(folder, 'dovecot.conf')] });
  await untilUp(server, { name: 'Dovecot', answers: () => greets(port), within: 15_000 });
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return { url: `imap://${login}@127.0.0.1:${port}/INBOX`, port, user, password, maildir, stop: server.stop };
}

/**
 * Whoever runs the tests owns every process and the mailbox, so no privileges are needed. Only root, whom Dovecot does
 * not let near mail, uses the accounts that came with the package, and `nobody` as the owner of the mailbox.
 */
function owners() {
  if (getuid() === 0) return { user: 'dovecot', group: 'dovecot', login: 'dovenull', uid: 65534, gid: 65534 };
  const { username } = userInfo();
  const group = spawnSync('id', ['-gn'], { encoding: 'utf8' }).stdout.trim();
  return { user: username, group, login: username, uid: getuid(), gid: getgid() };
}

function makeMaildir(folder) {
  const maildir = join(folder, 'mail');
  const { uid, gid } = owners();
  chmodSync(folder, 0o755);
  mkdirSync(maildir);
  for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(maildir, part));
  for (const part of ['.', 'cur', 'new', 'tmp']) chownSync(join(maildir, part), uid, gid);
  return maildir;
}

const configuration = (server) => `${processes({ ...server, ...owners() })}${mailbox({ ...server, ...owners() })}`;

const processes = ({ folder, port, user, group, login }) =>
  `
base_dir = ${join(folder, 'run')}
state_dir = ${join(folder, 'state')}
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${login}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`.trimStart();

const mailbox = ({ folder, maildir, uid, gid }) =>
  `
first_valid_uid = ${uid}
last_valid_uid = ${uid}
first_valid_gid = ${gid}
mail_location = maildir:${maildir}
mailbox_list_index = no
passdb {
  driver = passwd-file
  args = ${join(folder, 'users')}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}
}
`.trimStart();

/** Whether an IMAP greeting comes from the port. */
function greets(port) {
  return new Promise((resolve) => {
    const socket = new Socket();
    const answer = (isUp) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.setTimeout(1_000, () => answer(false));
    socket.once('error', () => answer(false));
    socket.once('data', (bytes) => answer(bytes.toString().startsWith('* OK')));
    socket.connect(port, '127.0.0.1');
  });
}
