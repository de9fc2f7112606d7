import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonFinder, type Contact } from '@samrad/network';
import { hashOf, RateLimits, system } from '@samrad/platform/auth';
import { Db } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import { Jobs } from '@samrad/platform/jobs';
import { Outbox } from '@samrad/platform/mail';
import { addressKey } from '@samrad/platform/pure';
import { Views } from '@samrad/platform/views';
import { InvitationFinder } from '../../invitation/invitation.finder.js';
import { AnswerLink } from '../../invitation/sending/answer-link.js';
import { whenText } from '../../meeting/meeting.presenter.js';

const job = 'mail.lost-link';

/** A personal link of somebody, with the words under which the mail lists it. */
export interface PersonalLink {
  text: string;
  href: string;
}

type LinkSource = (person: Contact, lang: Language) => Promise<PersonalLink[]>;

/** Sends people their personal links anew, to a registered address only. */
@Injectable()
export class LostLink implements OnModuleInit {
  private readonly sources: LinkSource[] = [];

  constructor(
    private readonly db: Db,
    private readonly limits: RateLimits,
    private readonly jobs: Jobs,
    private readonly persons: PersonFinder,
    private readonly invitations: InvitationFinder,
    private readonly link: AnswerLink,
    private readonly outbox: Outbox,
    private readonly views: Views,
  ) {}

  onModuleInit(): void {
    this.offer((person, lang) => this.toMeetings(person, lang));
    this.jobs.on(job, ({ address }: { address: string }) => this.send(address));
  }

  /** Other contexts with personal links of their own. Filled at start. */
  offer(source: LinkSource): void {
    this.sources.push(source);
  }

  /**
   * Does the same for every address: whether it is known shows only in its mailbox.
   * @throws TooMany for one sender, and for one address
   */
  async request(address: string, ip: string): Promise<void> {
    const key = addressKey(address);
    await this.limits.hit(`lost-link-ip:${hashOf(ip)}`, 20, 3600);
    await this.limits.hit(`lost-link:${hashOf(key)}`, 3, 3600);
    await this.jobs.later(job, { address: key });
  }

  private async send(key: string): Promise<void> {
    const person = await this.persons.byAddress(key);
    if (!person) return;
    const registered = await this.persons.addressesOf(person.personId);
    const address = registered.find((one) => addressKey(one) === key);
    const lang = person.mailLanguage;
    const links = (await Promise.all(this.sources.map((source) => source(person, lang)))).flat();
    if (!address || !links.length) return;
    const say = (word: string) =>
      this.views.i18n.t(lang, `meetings.reply.lost.mail.${word}`, { name: person.name, count: links.length });
    const texts = { subject: say('subject'), greeting: say('greeting'), lead: say('lead'), reason: say('reason') };
    const mail = this.views.mail(lang, 'meetings/reply/mail/links', { ...texts, links });
    const about = { noun: 'person', id: person.personId };
    const to = { name: person.name, address };
    await this.db.tx(() => this.outbox.queue({ ...mail, to, about, personId: person.personId }).then(() => undefined));
  }

  /** Of the meetings to come. */
  private async toMeetings({ personId }: Contact, lang: Language): Promise<PersonalLink[]> {
    const rows = await this.invitations.mine({ ...system, personId });
    return rows
      .filter(({ meetingStatus }) => meetingStatus === 'called')
      .map((row) => {
        const { day, time } = whenText(lang, row);
        return { text: `${row.title}, ${day}, ${time}`, href: this.link.urlOf(row.id) };
      });
  }
}
