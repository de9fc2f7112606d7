import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { NotFound } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { hashOf } from '@samrad/platform/auth';
import { ActorFinder, type LiveSession } from './actor.finder.js';
import { newSecret } from './random-secret.js';
import { Session, type SignInMethod } from './session.entity.js';
import { expiryOf, isStale, seenEverySeconds } from './session.rules.js';

export interface NewSession {
  accountId: string;
  method: SignInMethod;
  userAgent: string;
  /** Hash of the session that the browser had before: it ends. */
  replaces?: string | null;
}

export interface SessionRow {
  id: string;
  createdAt: Instant;
  lastSeenAt: Instant;
  expiresAt: Instant;
  method: SignInMethod;
  userAgent: string;
}

/** Signed-in browsers: opened, used, listed, ended. */
@Injectable()
export class SessionService {
  private readonly log = new Logger('access');

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly actors: ActorFinder,
  ) {}

  /** @param id SHA-256 of the cookie's value. @returns null when the session is over, or its person may not enter */
  async actorOf(id: string): Promise<Actor | null> {
    const session = await this.actors.bySession(id);
    if (!session) return null;
    const now = this.clock.instant();
    if (isStale(session.lastSeenAt, now, seenEverySeconds)) await this.touch(id, session, now);
    return session.actor;
  }

  /** The same without counting as use: a page that is only left open does not keep its session. */
  async peek(id: string): Promise<Actor | null> {
    return (await this.actors.bySession(id))?.actor ?? null;
  }

  /** Joins the open transaction. @returns the secret for the cookie; only its hash is kept */
  async open({ accountId, method, userAgent, replaces }: NewSession): Promise<string> {
    const secret = newSecret();
    const now = this.clock.instant();
    await this.db.tx(async () => {
      if (replaces) await this.db.run(sql`DELETE FROM session WHERE id = ${replaces}`);
      await this.db.run(sql`DELETE FROM session WHERE account_id = ${accountId} AND expires_at <= ${now}`);
      await this.db.repo(Session).insert({
        id: hashOf(secret),
        accountId,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: expiryOf(now, now),
        method,
        userAgent: userAgent.slice(0, 300),
      });
    });
    return secret;
  }

  async close(id: string): Promise<void> {
    await this.db.tx(() => this.db.run(sql`DELETE FROM session WHERE id = ${id}`));
  }

  /** Ends one of the actor's own sessions. @throws NotFound */
  async revoke(actor: Actor, id: string): Promise<void> {
    await this.db.tx(async () => {
      const ended = await this.db.run(
        sql`DELETE FROM session WHERE id = ${id} AND account_id = ${actor.accountId ?? ''}`,
      );
      if (!ended) throw new NotFound();
      await this.events.record('account.session-ended', actor.accountId!, actor);
    });
  }

  /** Ends all of the actor's own sessions except the one in use. */
  async endOthers(actor: Actor, current: string | null): Promise<void> {
    await this.db.tx(async () => {
      const ended = await this.endAll(actor.accountId!, current);
      if (ended) await this.events.record('account.sessions-ended', actor.accountId!, actor);
    });
  }

  /** Ends all of an account's sessions, except the one that is being used. Joins the open transaction. */
  async endAll(accountId: string, except: string | null = null): Promise<number> {
    return this.db.tx(() =>
      this.db.run(sql`DELETE FROM session WHERE account_id = ${accountId} AND id <> ${except ?? ''}`),
    );
  }

  /** An account's live sessions, last used first. */
  async of(accountId: string): Promise<SessionRow[]> {
    return this.db.rows<SessionRow>(sql`
      SELECT id, created_at AS createdAt, last_seen_at AS lastSeenAt, expires_at AS expiresAt, method,
        user_agent AS userAgent
      FROM session WHERE account_id = ${accountId} AND expires_at > ${this.clock.instant()}
      ORDER BY last_seen_at DESC, id`);
  }

  async one(id: string): Promise<SessionRow | undefined> {
    return this.db.row<SessionRow>(sql`
      SELECT id, created_at AS createdAt, last_seen_at AS lastSeenAt, expires_at AS expiresAt, method,
        user_agent AS userAgent
      FROM session WHERE id = ${id}`);
  }

  /** Reading must go on when the time cannot be written down. */
  private async touch(id: string, { createdAt }: LiveSession, now: Instant) {
    const expiresAt = expiryOf(createdAt, now);
    await this.db
      .tx(() => this.db.run(sql`UPDATE session SET last_seen_at = ${now}, expires_at = ${expiresAt} WHERE id = ${id}`))
      .catch((error: Error) => this.log.warn({ message: 'session not touched', error: error.message }));
  }
}
