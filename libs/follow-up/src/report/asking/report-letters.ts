import { Injectable } from '@nestjs/common';
import { stateName } from '@samrad/network';
import { whenText, type MeetingRow } from '@samrad/meetings';
import type { Language } from '@samrad/platform/i18n';
import { formatLongDay, Views } from '@samrad/platform/views';
import { AskedLetters, type AskedRow, type AskedWords } from '@samrad/preparation';
import { Env } from '../../../../../config/env.js';
import type { ReportCallRow, TopicRow } from '../report.finder.js';
import { titleIn } from '../report.rules.js';

/** What a mail is about. */
export interface Asking {
  call: ReportCallRow;
  meeting: MeetingRow;
  topics: readonly TopicRow[];
}

/** `clear`: to those who speak for a State whose report is written and not cleared. */
export type LetterKind = 'ask' | 'reminder' | 'clear';

/** Writes the mails of a call for reports. */
@Injectable()
export class ReportLetters {
  constructor(
    private readonly letters: AskedLetters,
    private readonly views: Views,
    private readonly env: Env,
  ) {}

  /** Joins the open transaction. */
  ask(asking: Asking, people: readonly AskedRow[]): Promise<void> {
    return this.send(asking, people, () => 'ask');
  }

  /** @param kindOf whether the report is missing or waits to be cleared */
  remind(asking: Asking, people: readonly AskedRow[], kindOf: (person: AskedRow) => LetterKind): Promise<void> {
    return this.send(asking, people, kindOf);
  }

  private send(asking: Asking, people: readonly AskedRow[], kindOf: (person: AskedRow) => LetterKind): Promise<void> {
    return this.letters.send(people, (person) => this.words(asking, person, kindOf(person)));
  }

  /** Topics from closed sessions are not named in mails: the page shows each what they may see. */
  private words({ call, meeting, topics }: Asking, { language, stateCode }: AskedRow, kind: LetterKind): AskedWords {
    const state = stateName(stateCode!, language);
    const say = (key: string, params: Record<string, unknown> = {}) => this.say(language, key, { ...params, state });
    const { day, time } = whenText(language, meeting);
    const open = topics.filter(({ session }) => !session || session.access === 'open');
    const named = kind === 'clear' ? [] : open.map(({ titles }) => ({ text: titleIn(titles, language) }));
    return {
      subject: say(`subject.${kind}`, { title: meeting.title }),
      heading: meeting.title,
      lead: say(`lead.${kind}`, { owner: this.env.ownerName(language) }),
      text: kind === 'ask' ? call.message : null,
      lines: [{ text: `${day}, ${time}`, sub: meeting.place }, ...named],
      answerBy: say('answerBy', { day: formatLongDay(call.respondBy, language) }),
      button: say('button'),
      reason: say('reason', { title: meeting.title }),
    };
  }

  private say(lang: Language, key: string, params: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `followUp.report.mail.${key}`, params);
  }
}
