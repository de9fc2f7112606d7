import { rename, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startDovecot, type Dovecot } from '../../scripts/dovecot.mjs';

export { hasDovecot } from '../../scripts/dovecot.mjs';

/** A real mailbox, read by IMAP. */
export interface Mailbox extends Dovecot {
  /** Puts a message into INBOX, the way a mail server delivers it. */
  deliver(rawMessage: string | Buffer): Promise<void>;
  /** How many messages lie in INBOX, read and unread. */
  size(): Promise<number>;
}

/** Starts a real IMAP server with one mailbox on a free port of this machine. */
export async function startMailbox(): Promise<Mailbox> {
  const server = await startDovecot();
  let delivered = 0;
  const deliver = async (rawMessage: string | Buffer) => {
    delivered += 1;
    const name = `${delivered.toString().padStart(9, '0')}.M${delivered}P${process.pid}.samrad`;
    const written = join(server.maildir, 'tmp', name);
    await writeFile(written, withLineEnds(rawMessage));
    await rename(written, join(server.maildir, 'new', name));
  };
  const size = async () => {
    const folders = await Promise.all(['new', 'cur'].map((part) => readdir(join(server.maildir, part))));
    return folders.flat().length;
  };
  return { ...server, deliver, size };
}

/** Maildir keeps messages with plain line feeds; IMAP gives them out with CRLF. */
function withLineEnds(rawMessage: string | Buffer): Buffer {
  return Buffer.from(Buffer.from(rawMessage).toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
