import { Injectable } from '@nestjs/common';
import { GroupFinder, nameIn, type Contact } from '@samrad/network';
import type { Language } from '@samrad/platform/i18n';
import { formatDay, Views } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import { JoiningLetters } from '../letter/joining-letters.js';
import { JoiningLink } from '../letter/joining-link.js';
import type { ApplicationRow } from './application.finder.js';

interface Accepted {
  personId: string;
  groupId: string;
  role: string;
  validFrom: string;
  validTo: string;
  reason: string | null;
}

/** Mails to applicants, in the language in which they applied. Each joins the open transaction. */
@Injectable()
export class ApplicationLetters {
  constructor(
    private readonly letters: JoiningLetters,
    private readonly link: JoiningLink,
    private readonly groups: GroupFinder,
    private readonly views: Views,
    private readonly env: Env,
  ) {}

  async confirm(application: ApplicationRow): Promise<void> {
    const url = this.link.urlOf('j', application.id);
    await this.letters.send({ ...this.to(application, 'confirm'), url, isPersonal: true });
  }

  /** The address applied before and waits for a decision. */
  async waiting(application: ApplicationRow): Promise<void> {
    await this.letters.send(this.to(application, 'waiting'));
  }

  /** The address is somebody’s who is in the network. */
  async known({ personId, name, address, mailLanguage }: Contact): Promise<void> {
    if (!address) return;
    await this.letters.send({
      ...{ to: { name, address, personId }, lang: mailLanguage, about: { noun: 'person', id: personId } },
      ...{ key: 'joining.application.mail.known', params: {}, url: `${this.env.publicUrl}/contact` },
    });
  }

  async accepted(application: ApplicationRow, { groupId, role, validFrom, validTo, reason, personId }: Accepted) {
    const lang = application.language;
    const group = await this.groups.one(groupId);
    const say = (key: string) => this.views.i18n.t(lang, key);
    const facts = [
      { label: say('network.group.one'), text: group ? nameIn(group, lang) : '' },
      { label: say('network.membership.roleLabel'), text: say(`network.membership.role.${role}`) },
      { label: say('joining.field.term'), text: termText(lang, { validFrom, validTo }) },
    ];
    const letter = this.to(application, 'accepted');
    await this.letters.send({
      ...letter,
      to: { ...letter.to, personId },
      text: reason,
      facts,
      url: this.letters.ownPage(lang),
    });
  }

  async refused(application: ApplicationRow, reason: string): Promise<void> {
    await this.letters.send({ ...this.to(application, 'refused'), text: reason });
  }

  private to({ id, name, address, language }: ApplicationRow, mail: string) {
    const about = { noun: 'application', id };
    return { to: { name, address }, lang: language, about, key: `joining.application.mail.${mail}`, params: {} };
  }
}

export const termText = (lang: Language, { validFrom, validTo }: { validFrom: string; validTo: string }): string =>
  `${formatDay(validFrom, lang)} – ${formatDay(validTo, lang)}`;
