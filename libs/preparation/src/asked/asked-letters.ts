import { Injectable } from '@nestjs/common';
import type { Language } from '@samrad/platform/i18n';
import { Outbox, type Letter } from '@samrad/platform/mail';
import { Views } from '@samrad/platform/views';
import type { AskedRow } from './asked.finder.js';
import { AskedLink } from './asked-link.js';

/** What a mail says, in its reader's language. */
export interface Words {
  subject: string;
  heading: string;
  lead: string;
  /** In the sender's own words. */
  text?: string | null;
  lines?: { text: string; sub?: string | null }[];
  answerBy?: string | null;
  /** Text of the button that opens the personal link; absent: the mail asks nothing. */
  button?: string;
  reason: string;
}

/** Writes mails to people who were asked: one to each, in their language. */
@Injectable()
export class AskedLetters {
  constructor(
    private readonly link: AskedLink,
    private readonly outbox: Outbox,
    private readonly views: Views,
  ) {}

  /** Joins the open transaction. Who has left the network gets nothing. */
  async send(people: readonly AskedRow[], words: (person: AskedRow) => Words): Promise<void> {
    const here = people.filter(({ hasLeft }) => !hasLeft);
    await this.outbox.queueAll(here.map((person) => this.letter(person, words(person))));
  }

  private letter(person: AskedRow, words: Words): Letter {
    const mail = this.views.mail(person.language, 'preparation/asked/mail/letter', {
      ...words,
      greeting: this.say(person.language, 'greeting', { name: person.name }),
      url: words.button ? this.link.urlOf(person) : null,
    });
    return {
      ...mail,
      to: { name: person.name, address: person.address },
      about: { noun: person.about, id: person.aboutId },
      personId: person.personId,
    };
  }

  private say(lang: Language, key: string, params: Record<string, unknown>): string {
    return this.views.i18n.t(lang, `preparation.asked.mail.${key}`, params);
  }
}
