import { Injectable } from '@nestjs/common';
import { DocumentFile, DocumentFinder, kindOf } from '@samrad/library';
import { AgendaFile, agendaReaderOf, AgendaReading, MeetingDocuments } from '@samrad/meetings';
import type { Ctx, RequestWithCtx } from '@samrad/platform/auth';
import { found } from '@samrad/platform/errors';
import { download, type Answer } from '@samrad/platform/views';
import type { StateSession } from './state-door.js';

/** The papers of the meeting behind the link: those that the person may read, and the agenda as it was published. */
@Injectable()
export class StatePapers {
  constructor(
    private readonly attached: MeetingDocuments,
    private readonly documents: DocumentFinder,
    private readonly file: DocumentFile,
    private readonly agendas: AgendaReading,
    private readonly agendaFile: AgendaFile,
  ) {}

  async of({ actor, seen }: StateSession) {
    if (!seen) return { papers: [], agenda: null };
    const [papers, version] = await Promise.all([
      this.attached.of(actor, seen.id),
      this.agendas.version(agendaReaderOf(actor, seen), seen.id),
    ]);
    return {
      papers: papers.map((paper) => ({ ...paper, kind: kindOf(paper.mediaType) })),
      agenda: version && this.agendaFile.isAvailable ? version.number : null,
    };
  }

  /** A paper of this meeting only. @throws NotFound */
  async paper({ actor, seen }: StateSession, id: string, request: RequestWithCtx): Promise<Answer> {
    const papers = await this.attached.of(actor, found(seen).id);
    found(papers.find((paper) => paper.id === id));
    return this.file.answer(found(await this.documents.one(actor, id)), request);
  }

  async agenda(ctx: Ctx, { actor, seen }: StateSession): Promise<Answer> {
    const meeting = found(seen);
    const version = found(await this.agendas.version(agendaReaderOf(actor, meeting), meeting.id));
    const { content, filename } = await this.agendaFile.pdf({ ...ctx, actor }, meeting, version);
    return download(content, filename, 'application/pdf');
  }
}
