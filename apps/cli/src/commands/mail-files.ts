import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** One message and where it lies: `file`, or `file#3` for the third in a mailbox file. */
export interface MailFile {
  file: string;
  raw: Buffer;
}

/** Files in the order given; of a folder every file in it and below, in order of name. @throws when it cannot be read */
export async function* filesIn(path: string): AsyncGenerator<string> {
  if (!(await stat(path)).isDirectory()) {
    yield path;
    return;
  }
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  yield* files.map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** The messages of a file: one, or all of a mailbox file (mbox). */
export async function messagesIn(file: string): Promise<MailFile[]> {
  const octets = await readFile(file);
  const messages = splitMbox(octets);
  if (messages.length < 2) return [{ file, raw: octets }];
  return messages.map((raw, index) => ({ file: `${file}#${index + 1}`, raw }));
}

const separator = /(?:^|\r?\n\r?\n)From \S+[^\r\n]* \d{2}:\d{2}[^\r\n]* \d{4}[^\r\n]*\r?\n/g;

/** A line “From sender date” after an empty one begins each message; such lines inside are quoted with “>” (mboxrd). */
function splitMbox(octets: Buffer): Buffer[] {
  const text = octets.toString('latin1');
  if (!text.startsWith('From ')) return [octets];
  const begins = [...text.matchAll(separator)].map((match) => ({
    at: match.index,
    next: match.index + match[0].length,
  }));
  return begins.map(({ next }, index) => {
    const message = text.slice(next, begins[index + 1]?.at ?? text.length);
    return Buffer.from(message.replace(/^>(>*From )/gm, '$1'), 'latin1');
  });
}
