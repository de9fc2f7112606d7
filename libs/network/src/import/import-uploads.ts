import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { type Actor, sameText, Secret } from '@samrad/platform/auth';
import { Conflict } from '@samrad/platform/errors';
import { FileStore, type Sheet } from '@samrad/platform/files';
import { ImportJudge } from './import-judge.js';

/** A stored file and the proof that this reader uploaded it. */
export interface UploadedList {
  file: string;
  name: string;
  proof: string;
}

/** Most bytes of a member list. */
export const listMaxBytes = 10_000_000;

/** Keeps a list between upload and confirmation: in the file store, with a signature that binds it to the person. */
@Injectable()
export class ImportUploads {
  constructor(
    private readonly files: FileStore,
    private readonly secret: Secret,
    private readonly judge: ImportJudge,
  ) {}

  /** @throws SheetRefused with the reason; nothing is kept then */
  async keep(actor: Actor, content: Buffer, filename: string): Promise<UploadedList> {
    await this.judge.read(content, filename);
    const { hash } = await this.files.put(content, { maxBytes: listMaxBytes });
    const name = filename.slice(-200);
    return { file: hash, name, proof: this.proof(actor, hash, name) };
  }

  /** @throws Conflict when somebody else uploaded the file */
  async open(actor: Actor, { file, name, proof }: UploadedList): Promise<Sheet> {
    if (!sameText(proof, this.proof(actor, file, name))) throw new Conflict('network.import.stale');
    const content = await buffer(await this.files.open(file));
    return this.judge.read(content, name);
  }

  private proof(actor: Actor, hash: string, name: string): string {
    return this.secret.sign('network.import', `${actor.accountId ?? ''}:${hash}:${name}`);
  }
}
