import { Injectable, Optional } from '@nestjs/common';
import type { Actor, Ctx } from '@samrad/platform/auth';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import type { AgendaLine } from '../agenda.types.js';
import { CarriedWords, type FollowUpView } from './carried-words.js';
import type { FollowUp } from './carried.types.js';
import { FollowUps } from './follow-ups.js';

const nothing: ReadonlyMap<string, FollowUp> = new Map();

/** What stands under the items of an agenda, in the reader's words. */
@Injectable()
export class AgendaFollowUp {
  constructor(
    private readonly words: CarriedWords,
    @Optional() private readonly followUps?: FollowUps,
  ) {}

  /** On a page: what the reader may see. */
  async views(
    { actor, lang }: Ctx,
    meeting: MeetingRow,
    lines: readonly AgendaLine[],
  ): Promise<Map<string, FollowUpView>> {
    const followUps = await this.under(actor, meeting, lines);
    return new Map([...followUps].map(([id, followUp]) => [id, this.words.view(lang, followUp)]));
  }

  /** In a file, which may be passed on to everybody whom the meeting is for. */
  async inFile(
    { actor, lang }: Ctx,
    meeting: MeetingRow,
    lines: readonly AgendaLine[],
  ): Promise<Map<string, string[]>> {
    const followUps = await this.under(actor, meeting, lines, meeting.audience);
    return new Map([...followUps].map(([id, followUp]) => [id, this.words.lines(lang, followUp)]));
  }

  private async under(
    actor: Actor,
    meeting: MeetingRow,
    lines: readonly AgendaLine[],
    audience?: MeetingRow['audience'],
  ): Promise<ReadonlyMap<string, FollowUp>> {
    const items = lines.filter(({ topicId, carried }) => topicId !== null || carried !== null);
    if (!this.followUps || !items.length) return nothing;
    return this.followUps.under(actor, meeting, { items, audience });
  }
}
