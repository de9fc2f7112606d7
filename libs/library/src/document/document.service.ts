import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { demand, found, Invalid } from '@samrad/platform/errors';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { FileStore } from '@samrad/platform/files';
import { Jobs } from '@samrad/platform/jobs';
import { Search } from '@samrad/platform/search';
import { exemptionFaults, keptExemption, noExemption, type Exempted } from '../exemption/exemption.rules.js';
import { takeIn, type NewFile } from '../intake/intake.js';
import { safeFilename } from '../intake/media-type.rules.js';
import { DocumentIndex } from '../text/document-index.js';
import { Document } from './document.entity.js';
import type { DocumentChange, NewDocument } from './document.dto.js';
import { canManageDocuments } from './document.policy.js';

/** Puts documents into the library, changes what is told about them, takes them out. */
@Injectable()
export class DocumentService {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
    private readonly clock: Clock,
    private readonly search: Search,
    private readonly index: DocumentIndex,
    private readonly jobs: Jobs,
    private readonly files: FileStore,
    private readonly env: Env,
  ) {}

  /**
   * Its text is read afterwards, by a job.
   * @throws Invalid for a file that may not come in, with the reason, TooLarge; nothing is stored then
   */
  async add(actor: Actor, input: NewDocument, file: NewFile): Promise<string> {
    demand(canManageDocuments(actor));
    const facts = factsOf(input);
    const mediaType = await takeIn(file);
    const stored = await this.files.put(file.content, { maxBytes: this.env.values.UPLOAD_MAX_MB * 1_000_000 });
    const now = this.clock.instant();
    const document = this.db.repo(Document).create({
      ...facts,
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
      await this.index.put([document.id]);
      await this.jobs.later('library.read-text', { id: document.id });
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
      const after = factsOf(facts, before);
      await this.db.update(Document, { id, version }, { ...after, updatedAt: this.clock.instant() });
      await this.index.put([id]);
      await this.events.record('document.changed', id, actor, {
        ...{ from: before.audience, to: after.audience },
        ...(before.exemption !== after.exemption && { fromExemption: before.exemption, toExemption: after.exemption }),
      });
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
}

/**
 * A group is kept only with the audience `group`, an exemption only with what is not public.
 * @param before what an exemption that is not mentioned was. @throws Invalid for an exemption without reason or day
 */
function factsOf<T extends NewDocument>(input: T, before: Exempted = noExemption): T & Exempted {
  const { exemption, exemptionReason, exemptionReviewOn } = before;
  const told = withoutUndefined(input);
  const facts = { exemption, exemptionReason, exemptionReviewOn, ...told };
  const faults = exemptionFaults(facts);
  if (Object.keys(faults).length) throw new Invalid(faults);
  return { ...facts, groupId: input.audience === 'group' ? input.groupId : null, ...keptExemption(facts) };
}

const withoutUndefined = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
