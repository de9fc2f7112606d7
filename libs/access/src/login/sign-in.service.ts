import { Injectable, Logger } from '@nestjs/common';
import { RateLimits, hashOf } from '@samrad/platform/auth';
import { Db } from '@samrad/platform/database';
import { Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { addressKey } from '@samrad/platform/pure';
import { ActorFinder } from '../session/actor.finder.js';
import { Passports, type Proven } from './passports.js';
import type { SignInMethod } from '../session/session.entity.js';
import { SessionService } from '../session/session.service.js';

/** What is known of the browser that signs in. */
export interface Caller {
  ip: string;
  userAgent: string;
  /** Hash of the session it has now. */
  sessionId: string | null;
}

export interface SignedIn {
  /** Value for the session's cookie. */
  secret: string;
  next: string;
}

const quarter = 15 * 60;

/** Signing in and out. */
@Injectable()
export class SignInService {
  private readonly log = new Logger('access');

  constructor(
    private readonly db: Db,
    private readonly events: Events,
    private readonly limits: RateLimits,
    private readonly passports: Passports,
    private readonly sessions: SessionService,
    private readonly actors: ActorFinder,
  ) {}

  /**
   * By address and password. One answer for an unknown address, a wrong password and an account that is switched off.
   * @throws Invalid, TooMany
   */
  async byPassword(email: string, password: string, caller: Caller): Promise<string> {
    const limit = `sign-in:${hashOf(addressKey(email))}`;
    await this.limits.hit(`sign-in-ip:${hashOf(caller.ip)}`, 200, quarter);
    await this.limits.hit(limit, 10, quarter);
    const proven = await this.passports.prove('local', { email, password });
    if (!proven) {
      this.log.warn({ message: 'sign-in refused' });
      throw new Invalid({ '': { key: 'access.signIn.wrong' } });
    }
    await this.limits.clear(limit);
    return this.open(proven, 'password', caller);
  }

  /** By the secret of a link. @returns null when it no longer works. @throws TooMany */
  async byLink(secret: string, caller: Caller): Promise<SignedIn | null> {
    await this.limits.hit(`use-link-ip:${hashOf(caller.ip)}`, 60, quarter);
    const proven = await this.passports.prove('link', { secret });
    return proven && { secret: await this.open(proven, 'link', caller), next: proven.next ?? '/' };
  }

  async signOut(sessionId: string | null): Promise<void> {
    if (sessionId) await this.sessions.close(sessionId);
  }

  /** A new session at every sign-in, so that nobody can plant one. */
  private async open({ accountId }: Proven, method: SignInMethod, caller: Caller): Promise<string> {
    const actor = await this.actors.byAccount(accountId);
    if (!actor) throw new Invalid({ '': { key: 'access.signIn.wrong' } });
    const { userAgent, sessionId: replaces } = caller;
    return this.db.tx(async () => {
      await this.events.record('account.signed-in', accountId, actor, { method });
      return this.sessions.open({ accountId, method, userAgent, replaces });
    });
  }
}
