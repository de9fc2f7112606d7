import { Injectable } from '@nestjs/common';
import { actionReferenceOf, TaskLink } from '@samrad/actions';
import { PersonFinder } from '@samrad/network';
import { Outbox } from '@samrad/platform/mail';
import { Views } from '@samrad/platform/views';
import type { AnswerRow } from './mail-answer.finder.js';

/** Tells whoever wrote an answer that it was not taken over, and why: otherwise they believe that all is said. */
@Injectable()
export class MailAnswerLetters {
  constructor(
    private readonly persons: PersonFinder,
    private readonly outbox: Outbox,
    private readonly views: Views,
    private readonly links: TaskLink,
  ) {}

  /** Goes to the address in the register, not to the one that the mail came from. */
  async refused({ personId, lines }: AnswerRow, reason: string): Promise<void> {
    const person = personId ? await this.persons.byId(personId) : undefined;
    if (!personId || !person?.address) return;
    const lang = person.mailLanguage;
    const refs = [...new Set(lines.map(({ number }) => actionReferenceOf(number)))].join(', ');
    const say = (key: string) => this.views.i18n.t(lang, `obligations.mailAnswer.mail.${key}`, { refs });
    const mail = this.views.mail(lang, 'obligations/mail-answer/mail/refused', {
      subject: say('subject'),
      reason: say('reason'),
      name: person.name,
      lead: say('lead'),
      why: reason,
      href: await this.links.urlFor(personId),
    });
    await this.outbox.queue({ to: { name: person.name, address: person.address }, ...mail, personId });
  }
}
