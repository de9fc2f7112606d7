import { Injectable } from '@nestjs/common';
import { nameIn, PersonFinder } from '@samrad/network';
import { hashOf, RateLimits } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId } from '@samrad/platform/database';
import { TooMany } from '@samrad/platform/errors';
import type { Language } from '@samrad/platform/i18n';
import { Outbox } from '@samrad/platform/mail';
import { addressKey } from '@samrad/platform/pure';
import { Views } from '@samrad/platform/views';
import { MailingListFinder, type ListRow } from '../mailing-list/mailing-list.finder.js';
import type { Subscribing } from '../mailing-list/mailing-list.dto.js';
import { SuppressionFinder } from '../suppression/suppression.finder.js';
import { Subscription } from './subscription.entity.js';
import { SubscriptionFinder } from './subscription.finder.js';
import { SubscriptionLink } from './subscription-link.js';
import { confirmWithinDays } from './subscription.rules.js';

const perAddress = { limit: 3, seconds: 86_400 };

/** Somebody wants to be on lists: a mail asks the owner of the address. To whoever asked nothing is told. */
@Injectable()
export class SubscriptionRequests {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly limits: RateLimits,
    private readonly lists: MailingListFinder,
    private readonly finder: SubscriptionFinder,
    private readonly suppressions: SuppressionFinder,
    private readonly persons: PersonFinder,
    private readonly link: SubscriptionLink,
    private readonly outbox: Outbox,
    private readonly views: Views,
  ) {}

  /** Public lists only. The mail goes out at most thrice a day for an address, whatever is asked. */
  async ask({ address, lists }: Subscribing, language: Language): Promise<void> {
    const offered = (await this.lists.public()).filter(({ id }) => lists.includes(id));
    if (!offered.length || !(await this.isAllowed(address))) return;
    const person = await this.persons.byAddress(address);
    const to = { name: person?.name ?? '', address };
    await this.db.tx(async () => {
      const known = await this.finder.ofAddress(addressKey(address));
      const isOn = ({ id }: ListRow) => known.some(({ listId, status }) => listId === id && status === 'confirmed');
      const wanted = offered.filter((list) => !isOn(list));
      const request = newId();
      for (const list of wanted) await this.note(list.id, { address, language, request });
      await this.write({ to, language, personId: person?.personId ?? null }, { wanted, request });
    });
  }

  private async isAllowed(address: string): Promise<boolean> {
    if ((await this.suppressions.heldBack([address])).size) return false;
    try {
      await this.limits.hit(`subscribe:${hashOf(addressKey(address))}`, perAddress.limit, perAddress.seconds);
      return true;
    } catch (error) {
      if (error instanceof TooMany) return false;
      throw error;
    }
  }

  /** Nothing begins: what was ended stays ended until the mail is answered. */
  private async note(
    listId: string,
    { address, language, request }: { address: string; language: Language; request: string },
  ) {
    const key = addressKey(address);
    const asked = {
      confirmHash: this.link.confirmHashOf(request),
      confirmUntil: this.clock.instantIn(confirmWithinDays * 86_400),
    };
    const known = (await this.finder.ofAddress(key)).find((row) => row.listId === listId);
    if (known) return this.db.update(Subscription, keyOf(known), asked);
    const id = newId();
    await this.db.insert(Subscription, {
      ...{ id, listId, address, addressKey: key, language, status: 'unconfirmed', basis: 'own', ...asked },
      ...{ linkHash: this.link.hashOf(id), createdAt: this.clock.instant() },
    });
  }

  private async write(
    { to, language, personId }: { to: { name: string; address: string }; language: Language; personId: string | null },
    { wanted, request }: { wanted: ListRow[]; request: string },
  ): Promise<void> {
    const say = (key: string, params?: Record<string, unknown>) =>
      this.views.i18n.t(language, `mailings.subscription.mail.${key}`, params);
    const mail = this.views.mail(language, 'mailings/subscription/mail/confirm', {
      subject: say(wanted.length ? 'subject' : 'alreadySubject'),
      lists: wanted.map((list) => nameIn(list, language)),
      url: wanted.length ? this.link.confirmUrlOf(request) : null,
      days: confirmWithinDays,
      reason: say('reason'),
    });
    await this.outbox.queue({ ...mail, to, personId, about: { noun: 'subscription', id: request } });
  }
}

const keyOf = ({ id, version }: { id: string; version: number }) => ({ id, version });
