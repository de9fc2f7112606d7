import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import { RateLimits, type Actor, hashOf } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, isDuplicate, sql } from '@samrad/platform/database';
import { demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { Outbox, secretMail } from '@samrad/platform/mail';
import { addressKey } from '@samrad/platform/pure';
import { localPath, Views } from '@samrad/platform/views';
import { AccountFinder, type Addressee } from '../account/account.finder.js';
import { canManageAccounts } from '../account/account.policy.js';
import { AccountService } from '../account/account.service.js';
import { newSecret } from '../session/random-secret.js';
import { SignInLink } from '../session/session.entity.js';
import { linkSeconds } from '../session/session.rules.js';

export const sendLinkJob = 'access.send-sign-in-link';

export interface LinkOrder {
  /** `addressKey` of what was typed. */
  address: string;
  next: string;
}

interface LinkRow {
  personId: string;
  nextPath: string;
}

/** Links that sign a person in once. */
@Injectable()
export class LinkService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly env: Env,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly limits: RateLimits,
    private readonly outbox: Outbox,
    private readonly views: Views,
    private readonly accounts: AccountService,
    private readonly finder: AccountFinder,
  ) {}

  /**
   * Somebody asks for a link. Does the same for every address: whether it is known shows only in its mailbox.
   * @throws TooMany
   */
  async request(email: string, from: { ip: string; next?: string }): Promise<void> {
    const address = addressKey(email);
    await this.limits.hit(`link-ip:${hashOf(from.ip)}`, 30, 3600);
    await this.limits.hit(`link:${hashOf(address)}`, 5, 3600);
    await this.jobs.later(sendLinkJob, { address, next: localPath(from.next) } satisfies LinkOrder);
  }

  /** Mails the link, if the address belongs to somebody who may sign in. */
  async send({ address, next }: LinkOrder): Promise<void> {
    const person = await this.finder.byAddress(address);
    if (person) await this.db.tx(() => this.mailTo(person, next));
  }

  /** An administrator sends a link to an account's main address. @throws TooMany */
  async sendTo(actor: Actor, accountId: string): Promise<void> {
    demand(canManageAccounts(actor));
    const account = found(await this.finder.one(accountId));
    const person = await this.finder.addresseeOf(account.personId);
    if (!person) throw new Invalid({ '': { key: 'access.account.cannotSignIn' } });
    await this.limits.hit(`link-account:${accountId}`, 5, 3600);
    await this.limits.hit(`link-sender:${actor.accountId}`, 60, 3600);
    await this.db.tx(async () => {
      await this.mailTo(person, '/');
      await this.events.record('account.link-sent', accountId, actor);
    });
  }

  /** A link without a mail, for the command line. Joins the open transaction. @returns the whole address */
  async issue(personId: string, next: string): Promise<string> {
    const secret = newSecret();
    const expiresAt = this.clock.instantIn(linkSeconds);
    await this.db.tx(async () => {
      await this.db.run(sql`DELETE FROM sign_in_link WHERE expires_at < ${this.clock.instantIn(-86_400)}`);
      await this.db.repo(SignInLink).insert({ id: hashOf(secret), personId, nextPath: next, expiresAt, usedAt: null });
    });
    return `${this.env.publicUrl}/sign-in/link/${secret}`;
  }

  /** Would the link still work? Looking changes nothing: mail scanners look too. */
  async isGood(secret: string): Promise<boolean> {
    return Boolean(await this.live(hashOf(secret)));
  }

  /** Uses a link up. Gives a person of the network an account when there is none yet. */
  async redeem(secret: string): Promise<{ accountId: string; next: string } | null> {
    const use = () => this.db.tx(() => this.useUp(hashOf(secret)));
    return use().catch((error: unknown) => {
      if (isDuplicate(error)) return use(); // the account was made by another link in the same moment
      throw error;
    });
  }

  private async useUp(id: string): Promise<{ accountId: string; next: string } | null> {
    const now = this.clock.instant();
    const link = await this.live(id);
    if (!link) return null;
    const used = await this.db.run(
      sql`UPDATE sign_in_link SET used_at = ${now} WHERE id = ${id} AND used_at IS NULL AND expires_at > ${now}`,
    );
    if (!used) return null;
    await this.db.run(sql`DELETE FROM sign_in_link WHERE person_id = ${link.personId} AND id <> ${id}`);
    return { accountId: await this.accounts.forPerson(link.personId), next: localPath(link.nextPath) };
  }

  /** An unused link of somebody who may sign in. */
  private async live(id: string): Promise<LinkRow | undefined> {
    const link = await this.db.row<LinkRow & { expiresAt: Instant }>(sql`
      SELECT person_id AS personId, next_path AS nextPath FROM sign_in_link
      WHERE id = ${id} AND used_at IS NULL AND expires_at > ${this.clock.instant()}`);
    const person = link && (await this.finder.addresseeOf(link.personId));
    return person ? link : undefined;
  }

  private async mailTo(person: Addressee, next: string): Promise<void> {
    const { language, name, email } = person;
    const say = (key: string, params?: Record<string, unknown>) => this.views.i18n.t(language, key, params);
    const mail = this.views.mail(language, 'access/login/mail/link', {
      subject: say('access.link.mail.subject'),
      reason: say('access.link.mail.reason'),
      name,
      minutes: linkSeconds / 60,
      href: await this.issue(person.personId, next),
    });
    const about = { noun: secretMail, id: person.personId };
    await this.outbox.queue({ ...mail, to: { name, address: email }, personId: person.personId, about });
  }
}
