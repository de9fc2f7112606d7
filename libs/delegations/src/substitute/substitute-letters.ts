import { Injectable } from '@nestjs/common';
import { AnswerLink, InvitationFinder, whenText } from '@samrad/meetings';
import { found } from '@samrad/platform/errors';
import { Outbox } from '@samrad/platform/mail';
import { Views } from '@samrad/platform/views';
import type { SubstitutionRow } from './substitute.finder.js';

/** Tells the person who proposed a substitute what became of it. Inside the transaction of the decision. */
@Injectable()
export class SubstituteLetters {
  constructor(
    private readonly invitations: InvitationFinder,
    private readonly link: AnswerLink,
    private readonly outbox: Outbox,
    private readonly views: Views,
  ) {}

  confirmed(row: SubstitutionRow): Promise<void> {
    return this.send(row, 'confirmed');
  }

  refused(row: SubstitutionRow): Promise<void> {
    return this.send(row, 'refused');
  }

  private async send(row: SubstitutionRow, outcome: 'confirmed' | 'refused'): Promise<void> {
    const person = found((await this.invitations.some([row.invitationId]))[0]);
    const lang = person.language;
    const say = (key: string, params: Record<string, unknown> = {}) =>
      this.views.i18n.t(lang, `delegations.substitute.mail.${key}`, params);
    const { day, time } = whenText(lang, row);
    const mail = this.views.mail(lang, 'delegations/substitute/mail/decision', {
      subject: say(`subject.${outcome}`, { title: row.meetingTitle }),
      greeting: say('greeting', { name: person.name }),
      lead: say(`lead.${outcome}`, { substitute: row.name, title: row.meetingTitle }),
      why: outcome === 'refused' ? row.reason : null,
      facts: [
        { label: say('meeting'), text: row.meetingTitle },
        { label: say('when'), text: `${day}, ${time}` },
      ],
      href: this.link.urlOf(person.id),
      button: say(`button.${outcome}`),
      reason: say('reason', { title: row.meetingTitle }),
    });
    const about = { noun: 'meeting', id: row.meetingId };
    await this.outbox.queue({ ...mail, to: person, about, personId: person.personId });
  }
}
