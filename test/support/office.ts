import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { existsSync } from 'node:fs';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

const isLeftOut = (process.env.SKIP ?? '').split(',').includes('office');
const program = (process.env.PATH ?? '')
  .split(':')
  .map((folder) => join(folder, 'soffice'))
  .find(existsSync);

/** Whether what we write can be opened as people do: LibreOffice is there, and SKIP does not leave it out. */
export const hasLibreOffice = program !== undefined && !isLeftOut;

/** Opens a document in LibreOffice and gives its words. @param extension of the file: docx, odt, html */
export async function wordsInLibreOffice(content: Buffer, extension: string): Promise<string> {
  const text = await converted(content, { extension, to: 'txt', filter: 'txt:Text (encoded):UTF8' });
  return text.toString().replace(/\s+/g, ' ');
}

/** Opens a document in LibreOffice and saves it in another format. */
export async function converted(
  content: Buffer,
  { extension, to, filter = to }: { extension: string; to: string; filter?: string },
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'samrad-office-'));
  try {
    await writeFile(join(folder, `file.${extension}`), content);
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const args = [profile, '--headless', '--convert-to', filter, '--outdir', folder, join(folder, `file.${extension}`)];
    await promisify(execFile)(program!, args, { env: { ...process.env, HOME: folder } });
    return await readFile(join(folder, `file.${to}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The files of a ZIP archive by name. */
export async function unzipped(archive: Buffer): Promise<Map<string, Buffer>> {
  const zip = await promisify<Buffer, { lazyEntries: true }, ZipFile>(fromBuffer)(archive, { lazyEntries: true });
  const files = new Map<string, Buffer>();
  return new Promise((done, failed) => {
    zip.on('error', failed);
    zip.on('end', () => done(files));
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return failed(error);
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('error', failed);
        stream.on('end', () => {
          files.set(entry.fileName, Buffer.concat(chunks));
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
}
