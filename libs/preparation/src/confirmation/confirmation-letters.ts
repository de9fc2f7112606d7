import { Injectable } from '@nestjs/common';
import { whenText, type AgendaLine, type MeetingRow } from '@samrad/meetings';
import type { Language } from '@samrad/platform/i18n';
import { formatLongDay, Views } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import type { AskedRow } from '../asked/asked.finder.js';
import { AskedLetters, type Words } from '../asked/asked-letters.js';
import { ConfirmationFinder, type Basis, type ConfirmationRow } from './confirmation.finder.js';

interface Matter {
  meeting: MeetingRow;
  basis: Basis;
  rows: ConfirmationRow[];
  /** Ids of what was asked before about another time. */
  changed: ReadonlySet<string>;
  isReminder?: boolean;
}

/** Writes the mails to presenters. */
@Injectable()
export class ConfirmationLetters {
  constructor(
    private readonly finder: ConfirmationFinder,
    private readonly letters: AskedLetters,
    private readonly views: Views,
    private readonly env: Env,
  ) {}

  /** Joins the open transaction. */
  async ask(
    meeting: MeetingRow,
    { basis, people, changed }: { basis: Basis; people: readonly AskedRow[]; changed: ReadonlySet<string> },
  ): Promise<void> {
    const matter = { meeting, basis, changed, rows: await this.finder.ofMeeting(meeting.id) };
    await this.letters.send(people, (person) => this.words(person, matter));
  }

  async remind(meeting: MeetingRow, people: readonly AskedRow[]): Promise<void> {
    const rows = await this.finder.ofMeeting(meeting.id);
    const published = await this.finder.basis(meeting, false);
    const matter = { meeting, basis: published, rows, changed: new Set<string>(), isReminder: true };
    await this.letters.send(people, (person) => this.words(person, matter));
  }

  private words(person: AskedRow, { meeting, basis, rows, changed, isReminder }: Matter): Words {
    const lang = person.language;
    const own = rows.filter(({ askedId }) => askedId === person.id);
    const isAgain = own.some(({ id }) => changed.has(id));
    const kind = isReminder ? 'reminder' : isAgain ? 'again' : 'ask';
    const say = (key: string, params: Record<string, unknown> = {}) =>
      this.views.i18n.t(lang, `preparation.confirmation.mail.${key}`, params);
    const titles = new Map(basis.items.map((item: AgendaLine) => [item.id, item.title]));
    const respondBy = own
      .map((row) => row.respondBy)
      .sort()
      .at(-1)!;
    return {
      subject: say(`subject.${kind}`, { title: meeting.title }),
      heading: meeting.title,
      lead: say(`lead.${kind}`, { owner: this.env.ownerName(lang) }),
      lines: own.map((row) => ({
        text: titles.get(row.itemId) ?? meeting.title,
        sub: [momentText(lang, row), changed.has(row.id) ? say('newTime') : null].filter(Boolean).join(' – '),
      })),
      answerBy: say('answerBy', { day: formatLongDay(respondBy, lang) }),
      button: say('button'),
      reason: say('reason', { title: meeting.title }),
    };
  }
}

/** `Thursday 10 December 2026, 09:00–09:30 (Oslo)`. */
export const momentText = (lang: Language, row: ConfirmationRow): string =>
  Object.values(whenText(lang, row)).join(', ');
