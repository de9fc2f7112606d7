import { Injectable } from '@nestjs/common';
import {
  AgendaFile,
  AgendaFinder,
  agendaReaderOf,
  AgendaReading,
  canSeeDraft,
  canSeeParticipants,
  type MeetingRow,
  MinutesFile,
  MinutesFinder,
  MinutesReading,
  type MinutesSnapshot,
  exemptionIn,
  narrowest,
  type SessionAccess,
} from '@samrad/meetings';
import type { Exemption } from '@samrad/library';
import type { Audience, Ctx } from '@samrad/platform/auth';
import type { Paper } from '@samrad/platform/office';
import { CommentPaper } from './comment-paper.js';
import { DecisionPaper } from './decision-paper.js';
import type { PaperKind } from './paper.rules.js';
import { ParticipantPaper } from './participant-paper.js';

/** Which document, in the language of `ctx`. */
export interface Wanted {
  kind: PaperKind;
  without: readonly string[];
}

/** A document before it has a format, with what is told about it. */
export interface Written {
  kind: PaperKind;
  paper: Paper;
  /** Without ending. */
  name: string;
  /** When it was published; null for drafts and for lists that are always of today. */
  publishedAt: string | null;
  /** Who may read it; null: the organisers. */
  audience: Audience | null;
  /** Paragraph that keeps it from the public; null: none is named. */
  exemption: Exemption | null;
  /** It holds items of closed sessions: for whom the narrowest of them is; null: nothing in it is closed. */
  closed: SessionAccess | null;
}

/** Kinds that are put together anew each time, for organisers to decide about. */
const unpublished = { publishedAt: null, audience: null, exemption: null, closed: null };

/** Puts the documents of a meeting together for one reader: each noun says what they may see of it. */
@Injectable()
export class Papers {
  constructor(
    private readonly drafts: AgendaFinder,
    private readonly agendas: AgendaReading,
    private readonly agendaFile: AgendaFile,
    private readonly minutes: MinutesFinder,
    private readonly reading: MinutesReading,
    private readonly minutesFile: MinutesFile,
    private readonly participants: ParticipantPaper,
    private readonly decisions: DecisionPaper,
    private readonly comments: CommentPaper,
  ) {}

  /** @returns null when there is none, or none for this reader */
  async of(ctx: Ctx, meeting: MeetingRow, wanted: Wanted): Promise<Written | null> {
    switch (wanted.kind) {
      case 'agenda':
        return this.agendaOf(ctx, meeting, wanted);
      case 'minutes':
        return this.minutesOf(ctx, meeting, wanted);
      case 'participants':
        return this.participantsOf(ctx, meeting, wanted);
      case 'decisions':
        return this.decisionsOf(ctx, meeting, wanted);
      case 'comments':
        return this.commentsOf(ctx, meeting, wanted);
    }
  }

  /** The newest version; organisers get their draft while there is none. */
  private async agendaOf(ctx: Ctx, meeting: MeetingRow, { without }: Wanted): Promise<Written | null> {
    const version = (await this.agendas.version(agendaReaderOf(ctx.actor, meeting), meeting.id)) ?? null;
    if (!version && !(canSeeDraft(ctx.actor) && (await this.drafts.draft(meeting)).length)) {
      return null;
    }
    const paper = await this.agendaFile.paper(ctx, meeting, { version, without });
    const lines = version?.snapshot.items ?? (await this.drafts.draft(meeting));
    const audience = version ? meeting.audience : null;
    return {
      kind: 'agenda',
      paper,
      name: paper.title,
      publishedAt: version?.publishedAt ?? null,
      audience,
      exemption: exemptionIn(lines.flatMap(({ session }) => session ?? [])),
      closed: narrowest(lines.map(({ session }) => session?.access ?? 'open')),
    };
  }

  private async minutesOf(ctx: Ctx, meeting: MeetingRow, { without }: Wanted): Promise<Written | null> {
    const minutes = await this.minutes.ofMeeting(ctx.actor, meeting.id);
    if (!minutes) return null;
    const { snapshot, version } = await this.reading.of(ctx.actor, minutes, { draft: false });
    const paper = this.minutesFile.paper(ctx.lang, snapshot, { version, without });
    const name = this.minutesFile.name(ctx.lang, snapshot, version);
    const { publishedAt = null, audience = null } = version ?? {};
    const closed = narrowest(accessesIn(snapshot));
    const exemption = version?.exemption ?? (await this.exemptionOf(meeting, snapshot));
    return { kind: 'minutes', paper, name, publishedAt, audience, exemption, closed };
  }

  /** Minutes that name none have that of the closed sessions of which something stands in them. */
  private async exemptionOf(meeting: MeetingRow, { parts }: MinutesSnapshot): Promise<Exemption | null> {
    const lines = await this.drafts.draft(meeting);
    return exemptionIn(
      parts.flatMap(({ itemId, access }) => {
        const session = lines.find(({ id }) => id === itemId)?.session;
        return session ? { access, exemption: session.exemption } : [];
      }),
    );
  }

  private async participantsOf(ctx: Ctx, meeting: MeetingRow, { without }: Wanted): Promise<Written | null> {
    if (!canSeeParticipants(ctx.actor, meeting)) return null;
    const paper = await this.participants.paper(ctx, meeting, without);
    return paper && { kind: 'participants', paper, name: paper.title, ...unpublished };
  }

  private async decisionsOf(ctx: Ctx, meeting: MeetingRow, { without }: Wanted): Promise<Written | null> {
    const paper = await this.decisions.paper(ctx, meeting, without);
    return paper && { kind: 'decisions', paper, name: paper.title, ...unpublished };
  }

  private async commentsOf(ctx: Ctx, meeting: MeetingRow, { without }: Wanted): Promise<Written | null> {
    const paper = await this.comments.paper(ctx, meeting, without);
    return paper && { kind: 'comments', paper, name: paper.title, ...unpublished };
  }
}

/** Of everything that stands in minutes. */
const accessesIn = ({ parts, annexes }: MinutesSnapshot): SessionAccess[] => [
  ...parts.map(({ access }) => access),
  ...annexes.flatMap(({ parts: states }) => states.flatMap(({ entries }) => entries.map(({ access }) => access))),
];
