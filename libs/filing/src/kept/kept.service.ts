import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DocumentFinder, VersionService } from '@samrad/library';
import { MeetingDocuments, type MeetingRow } from '@samrad/meetings';
import { isOrganiser, type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Office, type Paper } from '@samrad/platform/office';
import { Papers, type Written } from '../paper/papers.js';
import type { Keeping } from './kept.dto.js';
import { KeptFinder, type KeptRow } from './kept.finder.js';
import { KeptPaper } from './kept-paper.entity.js';
import { stepOf } from './kept.rules.js';

/** What became of it. `ask`: somebody edited the document, and nothing was done. */
export type Kept =
  { step: 'added' | 'replaced' | 'same'; documentId: string; version: number | null } | { step: 'ask'; row: KeptRow };

interface Fresh {
  file: { filename: string; content: Buffer };
  paperHash: string;
  title: string;
}

/** Keeps a DOCX of a meeting in the library, to be worked on. What somebody edited is never overwritten. */
@Injectable()
export class KeptService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly papers: Papers,
    private readonly office: Office,
    private readonly finder: KeptFinder,
    private readonly documents: DocumentFinder,
    private readonly attached: MeetingDocuments,
    private readonly versions: VersionService,
  ) {}

  /** @throws NotFound when there is no such document, Conflict when somebody changed it since `version` */
  async keep(ctx: Ctx, meeting: MeetingRow, input: Keeping): Promise<Kept> {
    demand(isOrganiser(ctx.actor));
    const written = found(await this.papers.of({ ...ctx, lang: input.language }, meeting, { ...input, without: [] }));
    const paperHash = hashOf(written.paper);
    const row = await this.rowOf(meeting.id, input);
    const step = stepOf(row, paperHash, input.confirmed);
    if (step === 'same') return { step, documentId: row!.documentId, version: null };
    if (step === 'ask') return { step, row: row! };
    const fresh = await this.fresh(written, paperHash);
    if (!row) return this.add(ctx, meeting, { input, fresh });
    return this.replace(ctx, row, { fresh, version: input.version ?? row.version });
  }

  private async rowOf(meetingId: string, { kind, language }: Keeping): Promise<KeptRow | null> {
    const rows = await this.finder.of(meetingId);
    return rows.find((row) => row.kind === kind && row.language === language) ?? null;
  }

  private async fresh({ paper, name }: Written, paperHash: string): Promise<Fresh> {
    const { content, extension } = await this.office.write(paper, 'docx');
    return { file: { filename: `${name}.${extension}`, content }, paperHash, title: paper.title };
  }

  /** For organisers only; who else may see it is theirs to say on the document's page. */
  private async add(
    { actor }: Ctx,
    meeting: MeetingRow,
    { input, fresh }: { input: Keeping; fresh: Fresh },
  ): Promise<Kept> {
    const { kind, language } = input;
    const facts = { title: fresh.title.slice(0, 200), audience: 'organisers' as const, language, itemId: null };
    try {
      return await this.db.tx(async () => {
        const documentId = await this.attached.add(actor, meeting, { input: facts, file: fresh.file });
        const { fileHash } = found(await this.documents.one(actor, documentId));
        const made = { fileHash, paperHash: fresh.paperHash, madeAt: this.clock.instant() };
        const row = { id: newId(), meetingId: meeting.id, kind, language, documentId, ...made };
        await this.db.repo(KeptPaper).insert(row);
        await this.events.record('meeting.paper_kept', meeting.id, actor, { title: fresh.title });
        return { step: 'added', documentId, version: 1 };
      });
    } catch (error) {
      if (isDuplicate(error)) throw new Conflict();
      throw error;
    }
  }

  private replace(
    { actor }: Ctx,
    { id, documentId }: KeptRow,
    { fresh, version }: { fresh: Fresh; version: number },
  ): Promise<Kept> {
    return this.db.tx(async () => {
      const number = await this.versions.add(actor, { id: documentId, version, isMadeHere: true }, fresh.file);
      const { fileHash } = found(await this.documents.one(actor, documentId));
      const made = { fileHash, paperHash: fresh.paperHash, madeAt: this.clock.instant() };
      await this.db.repo(KeptPaper).update({ id }, made);
      return { step: 'replaced', documentId, version: number };
    });
  }
}

/** What the document says; the day on which a list was made does not count. */
const hashOf = ({ status: _, ...paper }: Paper): string =>
  createHash('sha256').update(JSON.stringify(paper)).digest('hex');
