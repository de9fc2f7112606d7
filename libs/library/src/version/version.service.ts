import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId } from '@samrad/platform/database';
import { demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { FileStore } from '@samrad/platform/files';
import { Jobs } from '@samrad/platform/jobs';
import { Document } from '../document/document.entity.js';
import { canManageDocuments } from '../document/document.policy.js';
import { takeIn, type NewFile } from '../intake/intake.js';
import { safeFilename } from '../intake/media-type.rules.js';
import { DocumentIndex } from '../text/document-index.js';
import { DocumentVersion } from './version.entity.js';

/** Which version of the document was looked at, and whether the new one is the system's own work. */
export interface Replaced {
  id: string;
  version: number;
  isMadeHere?: boolean;
}

/** Puts a new version in the place of a document's content; the earlier ones stay. */
@Injectable()
export class VersionService {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly files: FileStore,
    private readonly index: DocumentIndex,
    private readonly jobs: Jobs,
    private readonly env: Env,
  ) {}

  /**
   * @returns the number of the version
   * @throws Conflict when somebody else changed the document since, Invalid for a type that is not accepted
   */
  async add(actor: Actor, { id, version, isMadeHere = false }: Replaced, file: NewFile): Promise<number> {
    demand(canManageDocuments(actor));
    const mediaType = await takeIn(file);
    const filename = safeFilename(file.filename);
    const stored = await this.files.put(file.content, { maxBytes: this.env.values.UPLOAD_MAX_MB * 1_000_000 });
    const content = { fileHash: stored.hash, size: stored.size, filename, mediaType };
    return this.db.tx(async () => {
      const before = found(await this.db.repo(Document).findOneBy({ id }));
      const now = this.clock.instant();
      await this.db.update(Document, { id, version }, { ...content, updatedAt: now });
      const number = await this.next(before);
      const origin = { isMadeHere, addedBy: actor.personId, addedAt: now };
      await this.db.repo(DocumentVersion).insert({ id: newId(), documentId: id, number, ...content, ...origin });
      await this.index.put([id]);
      await this.jobs.later('library.read-text', { id });
      await this.events.record('document.version_added', id, actor, { number });
      return number;
    });
  }

  /** The first version is written down when a second one comes. */
  private async next(before: Document): Promise<number> {
    const { id: documentId, fileHash, filename, mediaType, size } = before;
    const count = await this.db.repo(DocumentVersion).countBy({ documentId });
    if (count > 0) return count + 1;
    const origin = { isMadeHere: false, addedBy: before.uploadedBy, addedAt: before.createdAt };
    const content = { fileHash, filename, mediaType, size };
    await this.db.repo(DocumentVersion).insert({ id: newId(), documentId, number: 1, ...content, ...origin });
    return 2;
  }
}
