import { Injectable } from '@nestjs/common';
import { PersonFinder } from '@samrad/network';
import type { Language } from '@samrad/platform/i18n';
import { Outbox, type Letter } from '@samrad/platform/mail';
import { Views } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';

/** One mail of the ways in and out. */
export interface Message {
  to: { name: string; address: string; personId?: string | null };
  lang: Language;
  about: { noun: string; id: string };
  /** Where its sentences stand: `subject`, `heading`, `lead`, `reason`, with a link also `button`. */
  key: string;
  params: Record<string, unknown>;
  /** In the organisers' own words. */
  text?: string | null;
  facts?: { label: string; text: string | null }[];
  url?: string | null;
  /** The address is a key to what it opens: the mail asks not to pass it on. */
  isPersonal?: boolean;
}

/** The page on which somebody gets into what is written about them, by account or by a link to their address. */
const ownPage = '/me/link';

/** Writes mails to applicants, invited and nominated people and members. */
@Injectable()
export class JoiningLetters {
  constructor(
    private readonly outbox: Outbox,
    private readonly views: Views,
    private readonly env: Env,
    private readonly persons: PersonFinder,
  ) {}

  /** Joins the open transaction. */
  async send(...messages: Message[]): Promise<void> {
    await this.outbox.queueAll(await Promise.all(messages.map((message) => this.letter(message))));
  }

  /** Where somebody new sees and corrects the own data, and signs in. */
  ownPage(lang: Language): string {
    return `${this.env.publicUrl}${ownPage}?lang=${lang}`;
  }

  /** Who is in the register is called what they are called there. */
  private async letter({ to, lang, about, key, params, ...more }: Message): Promise<Letter> {
    const { text = null, facts = [], url = null, isPersonal = false } = more;
    const name = (await this.persons.byAddress(to.address))?.name ?? to.name;
    const say = (part: string) => this.views.i18n.t(lang, `${key}.${part}`, params);
    const mail = this.views.mail(lang, 'joining/letter/mail/letter', {
      ...{ subject: say('subject'), heading: say('heading'), lead: say('lead'), reason: say('reason') },
      greeting: this.views.i18n.t(lang, `joining.mail.${name ? 'greeting' : 'nameless'}`, { name }),
      ...{ text, facts, url, isPersonal, button: url && say('button') },
    });
    return { ...mail, to: { name, address: to.address }, about, personId: to.personId ?? null };
  }
}
