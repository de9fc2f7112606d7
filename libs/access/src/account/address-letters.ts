import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Outbox } from '@samrad/platform/mail';
import { Views } from '@samrad/platform/views';
import { AccountFinder } from './account.finder.js';

/** Tells somebody with an account, at the address they had, that their addresses were changed. */
@Injectable()
export class AddressLetters {
  constructor(
    private readonly finder: AccountFinder,
    private readonly outbox: Outbox,
    private readonly views: Views,
  ) {}

  /** Inside the transaction of the change. @param address the main one until now */
  async changed(actor: Actor, personId: string, address: string): Promise<void> {
    const person = await this.finder.addresseeOf(personId);
    if (!person?.accountId) return;
    const { language, name } = person;
    const say = (key: string, params?: Record<string, unknown>) =>
      this.views.i18n.t(language, `access.addresses.mail.${key}`, params);
    const mail = this.views.mail(language, 'access/account/mail/addresses-changed', {
      subject: say('subject'),
      reason: say('reason'),
      name,
      text: say('text', { by: actor.name }),
    });
    await this.outbox.queue({ ...mail, to: { name, address }, personId, about: { noun: 'person', id: personId } });
  }
}
