import { Injectable } from '@nestjs/common';
import {
  CirculationFinder,
  CommentFinder,
  commentedParts,
  type CommentRow,
  type MeetingRow,
  RoundReading,
} from '@samrad/meetings';
import { stateName } from '@samrad/network';
import type { Ctx } from '@samrad/platform/auth';
import type { Language } from '@samrad/platform/i18n';
import type { Paper, PaperBlock } from '@samrad/platform/office';
import { formatInstant } from '@samrad/platform/views';
import { PaperWords } from './paper-words.js';

/** What was said about the minutes that went round last, and what became of it: for those they went round to. */
@Injectable()
export class CommentPaper {
  constructor(
    private readonly circulations: CirculationFinder,
    private readonly comments: CommentFinder,
    private readonly reading: RoundReading,
    private readonly words: PaperWords,
  ) {}

  /** @returns null when nothing went round to the reader, or nobody has said anything */
  async paper({ actor, lang }: Ctx, meeting: MeetingRow, without: readonly string[]): Promise<Paper | null> {
    const [last] = await this.circulations.ofMeeting(actor, meeting.id);
    if (!last) return null;
    const round = await this.reading.forActor(actor, last);
    const rows = await this.comments.of(actor, round.id);
    const parts = commentedParts(round.snapshot, rows);
    if (!parts.length) return null;
    const blocks = parts.flatMap(({ number, title, paragraphs }): PaperBlock[] => [
      { kind: 'section', text: [number && `${number}.`, title ?? this.say(lang, 'general')].filter(Boolean).join(' ') },
      ...paragraphs.flatMap(({ quote, comments }): PaperBlock[] => [
        ...(quote && !without.includes('quotes') ? [{ kind: 'note' as const, text: `“${quote}”` }] : []),
        ...comments.map((comment) => this.frame(lang, comment)),
      ]),
    ]);
    return this.words.paper(lang, meeting, {
      title: this.words.say(lang, 'title.comments', { title: meeting.title }),
      blocks,
    });
  }

  private frame(lang: Language, comment: CommentRow): PaperBlock {
    const { author, stateCode, createdAt, text, wording, ruling, rulingReason } = comment;
    const who = [stateCode && stateName(stateCode, lang), author, formatInstant(createdAt, lang)];
    const kinds = [comment.isObjection && this.say(lang, 'objection'), comment.isLate && this.say(lang, 'late')];
    const said = [
      text,
      wording && `${this.say(lang, 'wording')}: ${wording}`,
      ruling && [this.say(lang, ruling), rulingReason].filter(Boolean).join(': '),
    ];
    return {
      kind: 'frame',
      title: [...who, ...kinds].filter(Boolean).join(' · '),
      text: said.filter(Boolean).join('\n'),
    };
  }

  private say = (lang: Language, key: string) => this.words.say(lang, `comment.${key}`);
}
