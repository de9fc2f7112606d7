import { Injectable } from '@nestjs/common';
import { GroupFinder, nameIn, PersonFinder, stateName } from '@samrad/network';
import { formatDay, Views } from '@samrad/platform/views';
import { JoiningLetters, type Message } from '../letter/joining-letters.js';
import type { NominationRow } from './nomination.finder.js';

export interface Decision {
  status: 'accepted' | 'refused';
  reason: string | null;
  role: string;
  validFrom: string;
  validTo: string;
}

/** Tells the contact who nominated and the person who was nominated what was decided. Joins the open transaction. */
@Injectable()
export class NominationLetters {
  constructor(
    private readonly letters: JoiningLetters,
    private readonly groups: GroupFinder,
    private readonly persons: PersonFinder,
    private readonly views: Views,
  ) {}

  async decided(nomination: NominationRow, decision: Decision, personId: string | null): Promise<void> {
    const contact = nomination.nominatedById ? await this.persons.byId(nomination.nominatedById) : undefined;
    const person = personId ? await this.persons.byId(personId) : undefined;
    const { address, language } = nomination;
    // Whoever is in the register is called as there, and written to in their language.
    const [name, lang] = [person?.name ?? nomination.name, person?.mailLanguage ?? language];
    const decided = { ...nomination, name, writtenName: nomination.name };
    const nominated = { to: { name, address, personId }, lang, whom: 'nominated' };
    const messages = [await this.message(decided, decision, nominated)];
    if (contact?.address && !contact.leftOn) {
      const to = { name: contact.name, address: contact.address, personId: contact.personId };
      messages.push(await this.message(decided, decision, { to, lang: contact.mailLanguage, whom: 'contact' }));
    }
    await this.letters.send(...messages);
  }

  private async message(
    { id, groupId, stateCode, name, writtenName }: NominationRow & { writtenName: string },
    { status, reason, role, validFrom, validTo }: Decision,
    { to, lang, whom }: Pick<Message, 'to' | 'lang'> & { whom: string },
  ): Promise<Message> {
    const group = await this.groups.one(groupId);
    const say = (key: string) => this.views.i18n.t(lang, key);
    const term = `${formatDay(validFrom, lang)} – ${formatDay(validTo, lang)}`;
    const isOther = whom === 'contact' && writtenName !== name;
    const facts = [
      { label: say('joining.field.nominatedAs'), text: isOther ? writtenName : null },
      { label: say('network.group.one'), text: group ? nameIn(group, lang) : '' },
      { label: say('network.membership.represents'), text: stateName(stateCode, lang) },
      { label: say('network.membership.roleLabel'), text: say(`network.membership.role.${role}`) },
      { label: say('joining.field.term'), text: status === 'accepted' ? term : null },
    ];
    const params = { name, group: group?.code, state: stateName(stateCode, lang) };
    const key = `joining.nomination.mail.${whom}.${status}`;
    const url = status === 'accepted' && whom === 'nominated' ? this.letters.ownPage(lang) : null;
    return { to, lang, about: { noun: 'nomination', id }, key, params, text: reason, facts, url };
  }
}
