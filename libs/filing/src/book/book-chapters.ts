import { Injectable } from '@nestjs/common';
import {
  agendaReaderOf,
  AgendaReading,
  type AttachedDocument,
  MeetingDocuments,
  type MeetingRow,
} from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import { Papers, type Written } from '../paper/papers.js';
import { mostBytes, type Chapter } from './book.rules.js';

/** What the book of a meeting holds for one reader. */
export interface Contents {
  /** Null when there is no agenda for the reader. */
  agenda: Written | null;
  papers: (AttachedDocument & Chapter)[];
  isTooLarge: boolean;
}

/** Agenda and papers in the order of the agenda, as far as the reader may see them. */
@Injectable()
export class BookChapters {
  constructor(
    private readonly papers: Papers,
    private readonly agenda: AgendaReading,
    private readonly documents: MeetingDocuments,
  ) {}

  async of(ctx: Ctx, meeting: MeetingRow): Promise<Contents> {
    const [agenda, attached, version] = await Promise.all([
      this.papers.of(ctx, meeting, { kind: 'agenda', without: [] }),
      this.documents.of(ctx.actor, meeting.id),
      this.agenda.version(agendaReaderOf(ctx.actor, meeting), meeting.id),
    ]);
    const numbers = new Map(version?.snapshot.items.map(({ id, number }) => [id, number]));
    const papers = attached.map((one) => {
      const number = one.itemId === null ? null : (numbers.get(one.itemId) ?? null);
      return { ...one, item: number };
    });
    return { agenda, papers, isTooLarge: papers.reduce((sum, { size }) => sum + size, 0) > mostBytes };
  }
}
