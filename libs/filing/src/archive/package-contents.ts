import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { DocumentFinder, type Audience, type DocumentRow, type Exemption } from '@samrad/library';
import { ClosedPapers, MeetingDocuments, type Closing, type MeetingRow, type SessionAccess } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { FileStore } from '@samrad/platform/files';
import { Office } from '@samrad/platform/office';
import { endingOf } from '@samrad/platform/pure';
import { KeptFinder } from '../kept/kept.finder.js';
import { paperKinds } from '../paper/paper.rules.js';
import { Papers, type Written } from '../paper/papers.js';
import { directionOf, type Direction } from './archive.rules.js';

/** A document of the package before it is a file. */
export interface Content {
  /** `minutes` …, or the id of an attached document. */
  key: string;
  /** Id in the archive message. */
  id: string;
  kind: 'agenda' | 'minutes' | 'participants' | 'decisions' | 'comments' | 'document';
  title: string;
  /** Name of the file, without ending. */
  name: string;
  isFinal: boolean;
  date: string;
  direction: Direction;
  audience: Audience | null;
  /** What keeps it from the public, as its own page says, or the closed session in it; null: nothing named. */
  exemption: Exemption | null;
  /** What is in the file belongs to a closed session: for whom that is; null: nothing of it is closed. */
  closed: SessionAccess | null;
  read(): Promise<{ content: Buffer; ending: string; mediaType: string }>;
}

/** What belongs into the package of a meeting: its documents written as PDF/A, and what is attached as it came. */
@Injectable()
export class PackageContents {
  constructor(
    private readonly papers: Papers,
    private readonly office: Office,
    private readonly attached: MeetingDocuments,
    private readonly documents: DocumentFinder,
    private readonly closedPapers: ClosedPapers,
    private readonly kept: KeptFinder,
    private readonly files: FileStore,
    private readonly clock: Clock,
  ) {}

  /** @param ctx an organiser, in the language of the documents */
  async of(ctx: Ctx, meeting: MeetingRow): Promise<Content[]> {
    const written = await Promise.all(paperKinds.map((kind) => this.papers.of(ctx, meeting, { kind, without: [] })));
    const ids = (await this.attached.of(ctx.actor, meeting.id)).map(({ id }) => id);
    const rows = await this.documents.some(ctx.actor, ids);
    const unchanged = await this.unchanged(meeting.id);
    const closed = await this.closedPapers.of(ids);
    return [
      ...written.flatMap((one) => (one ? [this.paper(meeting, one)] : [])),
      ...rows.filter(({ id }) => !unchanged.has(id)).map((row) => this.document(row, closed.get(row.id) ?? null)),
    ];
  }

  /** A kept DOCX that nobody edited says nothing that is not in the package already. */
  private async unchanged(meetingId: string): Promise<ReadonlySet<string>> {
    const kept = await this.kept.of(meetingId);
    return new Set(kept.filter(({ isEdited }) => !isEdited).map(({ documentId }) => documentId));
  }

  private paper({ id }: MeetingRow, written: Written): Content {
    const { kind, paper, name, publishedAt, audience, exemption, closed } = written;
    return {
      ...{
        key: kind,
        id: sibling(id, paperKinds.indexOf(kind) + 1),
        kind,
        title: paper.title,
        name,
        audience,
        exemption,
        closed,
      },
      isFinal: publishedAt !== null || kind === 'participants',
      date: publishedAt?.slice(0, 10) ?? this.clock.today(),
      direction: directionOf(written),
      read: async () => {
        const { content, extension, mediaType } = await this.office.write(paper, 'pdfa');
        return { content, ending: extension, mediaType };
      },
    };
  }

  private document(document: DocumentRow, closing: Closing | null): Content {
    const { id, title, filename, createdAt, fileHash, mediaType, ...row } = document;
    const { audience } = row;
    const exemption = row.exemption ?? closing?.exemption ?? null;
    const closed = closing?.access ?? null;
    const ending = endingOf(filename) || 'bin';
    return {
      ...{
        key: id,
        id,
        kind: 'document',
        title,
        name: title,
        audience,
        exemption,
        closed,
        isFinal: true,
        direction: 'internal',
      },
      date: createdAt.slice(0, 10),
      read: async () => ({ content: await buffer(await this.files.open(fileHash)), ending, mediaType }),
    };
  }
}

/** An id of its own for each document that is written for a meeting, the same every time. */
const sibling = (id: string, place: number): string =>
  id.slice(0, -2) + ((parseInt(id.slice(-2), 16) + place) % 256).toString(16).padStart(2, '0');
