import { Injectable } from '@nestjs/common';
import { referenceOf, type MeetingRow, whenText } from '@samrad/meetings';
import { nameIn } from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import type { Language } from '@samrad/platform/i18n';
import { known, type Paper, type PaperBlock } from '@samrad/platform/office';
import { formatDay, Views } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';

/** What all documents about a meeting begin with. */
@Injectable()
export class PaperWords {
  constructor(
    private readonly views: Views,
    private readonly env: Env,
    private readonly clock: Clock,
  ) {}

  say(lang: Language, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `filing.paper.${key}`, params);
  }

  /** A list of today with title, group, date and place of the meeting. */
  paper(language: Language, meeting: MeetingRow, { title, blocks }: { title: string; blocks: PaperBlock[] }): Paper {
    const { day, time } = whenText(language, meeting);
    const { groupNameEn, groupNameNb, groupNameNn, place } = meeting;
    const group = groupNameEn && nameIn({ nameEn: groupNameEn, nameNb: groupNameNb!, nameNn: groupNameNn! }, language);
    return {
      language,
      title,
      publisher: this.env.ownerName(language),
      subtitle: [referenceOf(meeting), group].filter(Boolean).join(' · ') || null,
      status: this.say(language, 'asOf', { day: formatDay(this.clock.today(), language) }),
      footer: title,
      pages: this.say(language, 'pages', { page: '{page}', pages: '{pages}' }),
      facts: known([
        { label: this.say(language, 'when'), value: `${day}, ${time}` },
        { label: this.say(language, 'where'), value: place },
      ]),
      blocks,
    };
  }
}
