import { Injectable } from '@nestjs/common';
import { nameIn, GroupFinder } from '@samrad/network';
import type { Language } from '@samrad/platform/i18n';
import type { Letter } from '@samrad/platform/mail';
import { fromMarkdown, toHtml, toPlainWithLinks } from '@samrad/platform/richtext';
import { Views } from '@samrad/platform/views';
import { MailingListFinder, type ListRow } from '../mailing-list/mailing-list.finder.js';
import type { MailingRow } from '../mailing/mailing.finder.js';
import { wordingIn, type MailLanguage } from '../mailing/mailing.rules.js';
import { SubscriptionLink } from '../subscription/subscription-link.js';

/** Somebody who gets it, in a language in which it is written. */
export interface Addressee {
  personId: string | null;
  subscriptionId: string | null;
  name: string;
  address: string;
  language: MailLanguage;
  /** The reader's own, to say that it is not written in it. */
  ownLanguage?: MailLanguage;
}

interface Source {
  group: { nameEn: string; nameNb: string; nameNn: string } | null;
  list: ListRow | null;
}

interface Shown {
  language: MailLanguage;
  ownLanguage?: MailLanguage;
  unsubscribeUrl: string | null;
}

/** Writes the mails of a mailing in the layout of the house. */
@Injectable()
export class MailingLetters {
  constructor(
    private readonly views: Views,
    private readonly groups: GroupFinder,
    private readonly lists: MailingListFinder,
    private readonly link: SubscriptionLink,
  ) {}

  /** One to each. */
  async to(mailing: MailingRow, people: readonly Addressee[]): Promise<Letter[]> {
    const source = await this.sourceOf(mailing);
    return people.map((one) => this.letter(mailing, one, source));
  }

  /** As they will look, to whoever asks; in the subject it says that it is a test. */
  async tests(
    mailing: MailingRow,
    to: { name: string; address: string; personId: string | null },
    languages: readonly MailLanguage[],
  ): Promise<Letter[]> {
    const source = await this.sourceOf(mailing);
    return languages.map((language) => {
      const mail = this.mail(mailing, source, { language, unsubscribeUrl: null });
      const subject = this.say(language, 'testSubject', { subject: mail.subject });
      const about = { noun: 'mailing_test', id: mailing.id };
      return { ...mail, subject, to: { name: to.name, address: to.address }, personId: to.personId, about };
    });
  }

  /** The mail as a page. */
  async shown(mailing: MailingRow, language: MailLanguage): Promise<string> {
    return this.mail(mailing, await this.sourceOf(mailing), { language, unsubscribeUrl: null }).html;
  }

  private letter(mailing: MailingRow, one: Addressee, source: Source): Letter {
    const { list } = source;
    const { subscriptionId, language, ownLanguage } = one;
    const unsubscribeUrl = list && subscriptionId ? this.link.urlOf(subscriptionId) : null;
    return {
      ...this.mail(mailing, source, { language, ownLanguage, unsubscribeUrl }),
      to: { name: one.name, address: one.address },
      personId: one.personId,
      about: { noun: 'mailing', id: mailing.id },
      ...(list && unsubscribeUrl && { list: { code: list.code, unsubscribeUrl } }),
    };
  }

  private mail(mailing: MailingRow, { group, list }: Source, { language, ownLanguage, unsubscribeUrl }: Shown) {
    const { subject, text } = wordingIn(mailing, language)!;
    const content = fromMarkdown(text);
    const isOther = ownLanguage !== undefined && ownLanguage !== language;
    return this.views.mail(language, 'mailings/mailing/mail/letter', {
      subject,
      html: dressed(toHtml(content)),
      plain: toPlainWithLinks(content),
      notice: isOther ? this.say(ownLanguage, `otherLanguage.${language}`) : null,
      isNewsletter: mailing.kind === 'newsletter',
      unsubscribeUrl,
      reason: list
        ? this.say(language, 'listReason', { list: nameIn(list, language) })
        : this.say(language, 'groupReason', { group: group ? nameIn(group, language) : '' }),
    });
  }

  private async sourceOf({ groupId, listId }: MailingRow): Promise<Source> {
    const [group, list] = await Promise.all([
      groupId ? this.groups.one(groupId) : null,
      listId ? this.lists.one(listId) : null,
    ]);
    return { group: group ?? null, list: list ?? null };
  }

  private say(language: Language, key: string, params?: Record<string, unknown>): string {
    return this.views.i18n.t(language, `mailings.mail.${key}`, params);
  }
}

const styles: Record<string, string> = {
  p: 'margin:0 0 12px;',
  ul: 'margin:0 0 12px;padding-left:24px;',
  ol: 'margin:0 0 12px;padding-left:24px;',
  h2: 'margin:20px 0 8px;font-size:18px;line-height:1.3;color:#0b2e4f;',
  h3: 'margin:16px 0 8px;font-size:16px;line-height:1.3;color:#0b2e4f;',
  a: 'color:#0a4c86;',
  blockquote: 'margin:0 0 12px;padding:4px 16px;border-left:4px solid #d9e0e8;',
  table: 'border-collapse:collapse;margin:0 0 12px;',
  th: 'text-align:left;padding:6px 10px;border:1px solid #d9e0e8;background:#f4f6f9;',
  td: 'padding:6px 10px;border:1px solid #d9e0e8;',
};

/** Mail programs drop style sheets: the looks stand at each element. The markup is our own; it holds no attribute `style`. */
const dressed = (html: string): string =>
  html.replace(/<([a-z][a-z0-9]*)(?=[ >])/g, (tag, name: string) =>
    styles[name] ? `${tag} style="${styles[name]}"` : tag,
  );
