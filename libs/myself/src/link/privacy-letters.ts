import { Injectable } from '@nestjs/common';
import type { Contact } from '@samrad/network';
import { lastMail, Outbox, ownPageMail, privacyMail } from '@samrad/platform/mail';
import { Views } from '@samrad/platform/views';

interface Words {
  /** Which mail: `myself.mail.<about>`. */
  about: string;
  href?: string;
  params?: Record<string, unknown>;
  /** What the coordinator wrote. */
  reason?: string | null;
  /** It is not kept with the person's mails, because their data go. */
  isLast?: boolean;
}

/** Mails to people about their own data. */
@Injectable()
export class PrivacyLetters {
  constructor(
    private readonly outbox: Outbox,
    private readonly views: Views,
  ) {}

  /** Joins the open transaction. Who has no address gets none. */
  async send(person: Contact, { about, href, params, reason, isLast = false }: Words): Promise<void> {
    const { mailLanguage: lang, name, address, personId } = person;
    if (!address) return;
    const say = (word: string) => this.views.i18n.t(lang, `myself.mail.${about}.${word}`, { name, ...params });
    const texts = { subject: say('subject'), lead: say('lead'), button: href && say('button') };
    const greeting = this.views.i18n.t(lang, 'myself.mail.greeting', { name });
    const why = this.views.i18n.t(lang, 'myself.mail.reason');
    const mail = this.views.mail(lang, 'myself/link/mail/letter', {
      ...texts,
      greeting,
      href,
      words: reason,
      reason: why,
    });
    const to = { name, address };
    const whose = isLast ? { noun: lastMail, id: 'erasure' } : { noun: href ? ownPageMail : privacyMail, id: personId };
    await this.outbox.queue({ ...mail, to, about: whose, personId: isLast ? null : personId });
  }
}
