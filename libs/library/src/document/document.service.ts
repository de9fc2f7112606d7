import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { demand, found, Invalid, type Fault } from '@samrad/platform/errors';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { FileStore } from '@samrad/platform/files';
import { Search } from '@samrad/platform/search';
import { Document } from './document.entity.js';
import type { DocumentChange, NewDocument } from './document.dto.js';
import { canManageDocuments } from './document.policy.js';
import { recognise, safeFilename } from './media-type.rules.js';

export interface NewFile {
  filename: string;
  content: Buffer;
}

/** Puts documents into the library, changes what is told about them, takes them out. */
@Injectable()
export class DocumentService {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly search: Search,
    private readonly files: FileStore,
    private readonly env: Env,
  ) {}

  /** @throws Invalid for a type that is not accepted, TooLarge; nothing is stored then */
  async add(actor: Actor, input: NewDocument, file: NewFile): Promise<string> {
    demand(canManageDocuments(actor));
    const { mediaType } = this.typeOf(file);
    const stored = await this.files.put(file.content, { maxBytes: this.env.values.UPLOAD_MAX_MB * 1_000_000 });
    const now = this.clock.instant();
    const document = this.db.repo(Document).create({
      ...withGroup(input),
      id: newId(),
      fileHash: stored.hash,
      size: stored.size,
      filename: safeFilename(file.filename),
      mediaType,
      uploadedBy: actor.personId,
      createdAt: now,
      updatedAt: now,
      version: 1,
    });
    await this.db.tx(async () => {
      await this.db.repo(Document).insert(document);
      await this.makeFindable(document);
      await this.events.record('document.added', document.id, actor, {
        title: document.title,
        audience: document.audience,
      });
    });
    return document.id;
  }

  /** @throws Conflict when somebody else changed it since `input.version` */
  async change(actor: Actor, id: string, input: DocumentChange): Promise<void> {
    demand(canManageDocuments(actor));
    const { version, ...facts } = input;
    await this.db.tx(async () => {
      const before = found(await this.db.repo(Document).findOneBy({ id }));
      await this.db.update(Document, { id, version }, { ...withGroup(facts), updatedAt: this.clock.instant() });
      await this.makeFindable({ ...before, ...facts });
      await this.events.record('document.changed', id, actor, { from: before.audience, to: facts.audience });
    });
  }

  /** Takes a document out of the library and off every agenda. The history of the meeting keeps its title. */
  async remove(actor: Actor, id: string): Promise<void> {
    demand(canManageDocuments(actor));
    await this.db.tx(async () => {
      const document = found(await this.db.repo(Document).findOneBy({ id }));
      await this.db.repo(Document).delete({ id });
      await this.search.remove('document', id);
      await this.events.record('document.removed', id, actor, { title: document.title });
    });
  }

  private typeOf({ filename, content }: NewFile): { mediaType: string } {
    const recognised = recognise(filename, content.subarray(0, 4096));
    if ('mediaType' in recognised) return recognised;
    const fault: Fault = { key: recognised.refused, params: { name: safeFilename(filename) } };
    throw new Invalid({ file: fault });
  }

  /** Puts what is told about a document into the search; within the transaction that changed it. */
  makeFindable({ id, title, reference, filename }: Pick<Document, 'id' | 'title' | 'reference' | 'filename'>) {
    return this.search.put('document', id, { title, body: `${reference ?? ''} ${filename}`, url: `/documents/${id}` });
  }
}

/** A group is kept only with the audience `group`. */
const withGroup = <T extends { audience: string; groupId: string | null }>(input: T): T => ({
  ...input,
  groupId: input.audience === 'group' ? input.groupId : null,
});
