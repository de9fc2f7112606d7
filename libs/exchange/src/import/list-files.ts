import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { FileStore } from '@samrad/platform/files';
import { listLimits } from '../format/list-reader.js';

export const forgetJob = 'exchange.forget';

/** Bytes before the content, so that no other file is the same one and it can be taken away. */
const mark = 16;

/** Files of lists while they are decided about: they hold personal data, and go as soon as they have served. */
@Injectable()
export class ListFiles {
  constructor(private readonly files: FileStore) {}

  async keep(content: Buffer): Promise<string> {
    const marked = Buffer.concat([randomBytes(mark), content]);
    return (await this.files.put(marked, { maxBytes: listLimits.maxBytes + mark })).hash;
  }

  async read(hash: string): Promise<Buffer> {
    return (await buffer(await this.files.open(hash))).subarray(mark);
  }

  forget(hash: string): Promise<void> {
    return this.files.remove(hash);
  }
}
