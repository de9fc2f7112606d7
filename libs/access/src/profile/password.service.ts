import { Injectable } from '@nestjs/common';
import { RateLimits, type Actor, type Ctx } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Forbidden, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Outbox } from '@samrad/platform/mail';
import { Views } from '@samrad/platform/views';
import { AccountFinder, type Addressee } from '../account/account.finder.js';
import { passwordFault } from '../account/password.rules.js';
import { Passwords } from '../account/passwords.js';
import { SessionService, type SessionRow } from '../session/session.service.js';
import { freshSeconds, isStale } from '../session/session.rules.js';
import type { PasswordInput } from './profile.dto.js';

/** Choosing and changing one's password. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly limits: RateLimits,
    private readonly outbox: Outbox,
    private readonly views: Views,
    private readonly finder: AccountFinder,
    private readonly passwords: Passwords,
    private readonly sessions: SessionService,
  ) {}

  async hasOne(actor: Actor): Promise<boolean> {
    return Boolean(found(await this.finder.addresseeOf(actor.personId ?? '')).passwordHash);
  }

  /** The old password is not asked for when there is none, or right after signing in by link. */
  async needsCurrent({ actor, sessionId }: Ctx): Promise<boolean> {
    if (!(await this.hasOne(actor))) return false;
    const session = sessionId ? await this.sessions.one(sessionId) : undefined;
    return !session || !this.isFreshLink(session);
  }

  /**
   * Sets the password, ends all other sessions and tells the person by mail.
   * @throws Invalid, TooMany; Forbidden with a token: passwords are for people in front of a browser
   */
  async set(ctx: Ctx, input: PasswordInput): Promise<void> {
    const { actor, sessionId } = ctx;
    if (!sessionId) throw new Forbidden();
    const person = found(await this.finder.addresseeOf(actor.personId ?? ''));
    if (await this.needsCurrent(ctx)) await this.checkCurrent(person, input.current ?? '');
    const fault = passwordFault(input.password, aboutThem(person));
    if (fault) throw new Invalid({ password: { key: fault } });
    const hash = await this.passwords.hash(input.password);
    await this.db.tx(async () => {
      await this.db.run(sql`
        UPDATE account SET password_hash = ${hash}, version = version + 1 WHERE id = ${actor.accountId}`);
      await this.sessions.endAll(actor.accountId!, sessionId);
      await this.db.run(sql`DELETE FROM sign_in_link WHERE person_id = ${actor.personId}`);
      await this.events.record('account.password-changed', actor.accountId!, actor);
      await this.tell(person);
    });
  }

  private isFreshLink({ method, createdAt }: SessionRow): boolean {
    return method === 'link' && !isStale(createdAt, this.clock.instant(), freshSeconds);
  }

  private async checkCurrent(person: Addressee, current: string): Promise<void> {
    await this.limits.hit(`password:${person.accountId}`, 10, 15 * 60);
    const right = await this.passwords.matches(person.passwordHash, current);
    if (!right) throw new Invalid({ current: { key: 'access.password.wrong' } });
  }

  /** Nobody should lose an account without noticing. */
  private async tell({ language, name, email, personId }: Addressee): Promise<void> {
    const say = (key: string) => this.views.i18n.t(language, key);
    const mail = this.views.mail(language, 'access/profile/mail/password-changed', {
      subject: say('access.password.mail.subject'),
      reason: say('access.password.mail.reason'),
      name,
    });
    await this.outbox.queue({ ...mail, to: { name, address: email }, personId });
  }
}

const aboutThem = ({ name, email }: Addressee): string[] => [email, email.split('@')[0]!, name, ...name.split(' ')];
