import { Injectable } from '@nestjs/common';
import { DecisionFinder, type DecisionRow, decisionRefOf, type MeetingRow, MinutesWords } from '@samrad/meetings';
import type { Ctx } from '@samrad/platform/auth';
import type { Paper, PaperBlock } from '@samrad/platform/office';
import { PaperWords } from './paper-words.js';

/** What a meeting decided, by itself: the extract that goes to those who carry it out. */
@Injectable()
export class DecisionPaper {
  constructor(
    private readonly decisions: DecisionFinder,
    private readonly minutesWords: MinutesWords,
    private readonly words: PaperWords,
  ) {}

  /** @returns null when the reader may see none */
  async paper({ actor, lang }: Ctx, meeting: MeetingRow, without: readonly string[]): Promise<Paper | null> {
    const rows = await this.decisions.ofMeeting(actor, meeting.id);
    if (!rows.length) return null;
    const heading = (row: DecisionRow): PaperBlock[] =>
      row.itemTitle && !without.includes('items') ? [{ kind: 'section', text: row.itemTitle }] : [];
    const blocks = rows.flatMap((row, at): PaperBlock[] => [
      ...(rows[at - 1]?.itemId === row.itemId ? [] : heading(row)),
      { kind: 'frame', title: `${this.minutesWords.say(lang, 'pdf.decision')} ${decisionRefOf(row)}`, text: row.text },
      ...(row.isPublished ? [] : [{ kind: 'note' as const, text: this.words.say(lang, 'notPublished') }]),
    ]);
    return this.words.paper(lang, meeting, {
      title: this.words.say(lang, 'title.decisions', { title: meeting.title }),
      blocks,
    });
  }
}
