import { Injectable } from '@nestjs/common';
import { whenText, type MeetingRow } from '@samrad/meetings';
import { formatLongDay, Views } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import type { AskedRow } from '../asked/asked.finder.js';
import { AskedLetters } from '../asked/asked-letters.js';
import type { ItemCallRow } from './item-call.finder.js';

/** Writes the mails of a call for items. */
@Injectable()
export class ItemCallLetters {
  constructor(
    private readonly letters: AskedLetters,
    private readonly views: Views,
    private readonly env: Env,
  ) {}

  /** Joins the open transaction. */
  ask(call: ItemCallRow, meeting: MeetingRow, people: readonly AskedRow[]): Promise<void> {
    return this.send({ call, meeting, kind: 'ask' }, people);
  }

  remind(call: ItemCallRow, meeting: MeetingRow, people: readonly AskedRow[]): Promise<void> {
    return this.send({ call, meeting, kind: 'reminder' }, people);
  }

  private send(
    { call, meeting, kind }: { call: ItemCallRow; meeting: MeetingRow; kind: 'ask' | 'reminder' },
    people: readonly AskedRow[],
  ): Promise<void> {
    return this.letters.send(people, ({ language }) => {
      const say = (key: string, params: Record<string, unknown> = {}) =>
        this.views.i18n.t(language, `preparation.itemCall.mail.${key}`, params);
      const { day, time } = whenText(language, meeting);
      return {
        subject: say(`subject.${kind}`, { title: meeting.title }),
        heading: meeting.title,
        lead: say(`lead.${kind}`, { owner: this.env.ownerName(language) }),
        text: call.message,
        lines: [{ text: `${day}, ${time}`, sub: meeting.place }],
        answerBy: say('answerBy', { day: formatLongDay(call.respondBy, language) }),
        button: say('button'),
        reason: say('reason', { title: meeting.title }),
      };
    });
  }
}
