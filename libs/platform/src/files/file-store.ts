import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { NotFound, TooLarge } from '../errors/index.js';
import { newId } from '../database/index.js';

export interface StoredFile {
  /** SHA-256 of the content, hexadecimal: its name in the store. */
  hash: string;
  /** Bytes. */
  size: number;
}

/** Where uploaded content lives: outside the web root, under its hash, the same content once. */
export abstract class FileStore {
  /** @throws TooLarge as soon as more than `maxBytes` came in; nothing is kept then */
  abstract put(content: Readable | Buffer, limits: { maxBytes: number }): Promise<StoredFile>;
  /** @throws NotFound */
  abstract open(hash: string): Promise<Readable>;
  /** Only what nobody else can have put there: the same content lies there once. What is not there is no fault. */
  abstract remove(hash: string): Promise<void>;
}

/** The store in a local folder. */
export class FolderStore extends FileStore {
  constructor(private readonly folder: string) {
    super();
  }

  async put(content: Readable | Buffer, { maxBytes }: { maxBytes: number }): Promise<StoredFile> {
    const incoming = join(this.folder, 'incoming');
    await mkdir(incoming, { recursive: true });
    const temporary = join(incoming, newId());
    const hash = createHash('sha256');
    let size = 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        hash.update(chunk);
        if (size > maxBytes)
          done(new TooLarge('platform.error.tooLarge', { megabytes: Math.round(maxBytes / 1_000_000) }));
        else done(null, chunk);
      },
    });
    try {
      const source = Buffer.isBuffer(content) ? Readable.from([content]) : content;
      await pipeline(source, meter, createWriteStream(temporary, { flush: true }));
      const name = hash.digest('hex');
      await mkdir(join(this.folder, name.slice(0, 2)), { recursive: true });
      await rename(temporary, this.pathOf(name));
      return { hash: name, size };
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async open(hash: string): Promise<Readable> {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new NotFound();
    const path = this.pathOf(hash);
    await access(path).catch(() => {
      throw new NotFound();
    });
    return createReadStream(path);
  }

  async remove(hash: string): Promise<void> {
    if (/^[0-9a-f]{64}$/.test(hash)) await rm(this.pathOf(hash), { force: true });
  }

  private pathOf(hash: string): string {
    return join(this.folder, hash.slice(0, 2), hash);
  }
}
