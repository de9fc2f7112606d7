import { Injectable } from '@nestjs/common';
import { GroupFinder, nameIn, PersonFinder, stateName, type GroupRecord } from '@samrad/network';
import type { Language } from '@samrad/platform/i18n';
import { formatDay, Views } from '@samrad/platform/views';
import { Env } from '../../../../config/env.js';
import { termText } from '../application/application-letters.js';
import { JoiningLetters } from '../letter/joining-letters.js';
import { JoiningLink } from '../letter/joining-link.js';
import type { InvitationRow } from './group-invitation.finder.js';

interface Offered extends Pick<InvitationRow, 'role' | 'stateCode' | 'validFrom' | 'validTo'> {
  group: GroupRecord | undefined;
}

interface Answered {
  status: 'accepted' | 'declined';
  inviterId: string | null;
}

/** The mail with the personal link, and the one that says how it was answered. Each joins the open transaction. */
@Injectable()
export class InvitationLetters {
  constructor(
    private readonly letters: JoiningLetters,
    private readonly link: JoiningLink,
    private readonly groups: GroupFinder,
    private readonly persons: PersonFinder,
    private readonly views: Views,
    private readonly env: Env,
  ) {}

  /** Tells whoever sent the invitation last how it was answered. */
  async answered({ id, code, address, personId }: InvitationRow, { status, inviterId }: Answered): Promise<void> {
    const inviter = inviterId ? await this.persons.byId(inviterId) : undefined;
    if (!inviter?.address || inviter.leftOn) return;
    const name = (personId && (await this.persons.byId(personId))?.name) || address;
    const path = status === 'accepted' && personId ? `/persons/${personId}` : `/group-invitations?status=${status}`;
    await this.letters.send({
      ...{ to: { name: inviter.name, address: inviter.address, personId: inviter.personId } },
      ...{ lang: inviter.mailLanguage, about: { noun: 'group_invitation', id } },
      ...{ key: `joining.invitation.answered.${status}`, params: { name, group: code } },
      url: `${this.env.publicUrl}${path}`,
    });
  }

  async invite({ id, groupId, address, language: lang, message, ...term }: InvitationRow): Promise<void> {
    const group = await this.groups.one(groupId);
    const known = await this.persons.byAddress(address);
    const answerBy = { label: this.views.i18n.t(lang, 'joining.field.answerBy'), text: formatDay(term.answerBy, lang) };
    const facts = [...this.offered({ group, ...term }, lang), answerBy];
    await this.letters.send({
      ...{ to: { name: known?.name ?? '', address, personId: known?.personId }, lang },
      ...{ about: { noun: 'group_invitation', id }, key: 'joining.invitation.mail', params: { group: group?.code } },
      ...{ text: message, facts, url: this.link.urlOf('g', id), isPersonal: true },
    });
  }

  /** To whoever accepted: the term, and where the own data are. */
  async welcome({ id, groupId, address, ...term }: InvitationRow, personId: string): Promise<void> {
    const [group, person] = await Promise.all([this.groups.one(groupId), this.persons.byId(personId)]);
    const lang = person?.mailLanguage ?? term.language;
    await this.letters.send({
      ...{ to: { name: person?.name ?? '', address, personId }, lang, about: { noun: 'group_invitation', id } },
      ...{ key: 'joining.invitation.welcomed', params: { group: group?.code } },
      ...{ facts: this.offered({ group, ...term }, lang), url: this.letters.ownPage(lang) },
    });
  }

  private offered({ group, role, stateCode, validFrom, validTo }: Offered, lang: Language) {
    const say = (key: string) => this.views.i18n.t(lang, key);
    return [
      { label: say('network.group.one'), text: group ? nameIn(group, lang) : '' },
      { label: say('network.membership.roleLabel'), text: say(`network.membership.role.${role}`) },
      { label: say('network.membership.represents'), text: stateCode && stateName(stateCode, lang) },
      { label: say('joining.field.term'), text: termText(lang, { validFrom, validTo }) },
    ];
  }
}
