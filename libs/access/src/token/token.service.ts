import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Forbidden, NotFound } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { hashOf } from '@samrad/platform/auth';
import { ActorFinder, type LiveToken } from '../session/actor.finder.js';
import { newSecret } from '../session/random-secret.js';
import { isStale, tokenSeenEverySeconds } from '../session/session.rules.js';
import { canRevokeBy } from './token.policy.js';
import { AccessToken, type TokenPurpose } from './access-token.entity.js';

export interface TokenRow {
  id: string;
  name: string;
  createdAt: Instant;
  lastUsedAt: Instant | null;
  expiresAt: Instant | null;
}

export interface NewToken {
  accountId: string;
  name: string;
  /** How long it works; null: until it is revoked. */
  days: number | null;
}

/** Recognisable, so that a token that leaked into a text can be found. */
const prefix = 'samrad_';

/** Personal tokens: for the API, and one for the calendar feed. */
@Injectable()
export class TokenService {
  private readonly log = new Logger('access');

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly actors: ActorFinder,
  ) {}

  /** Whom a token belongs to; null when it is unknown, expired or revoked, or its person may not enter. */
  async actorOf(token: string, purpose: TokenPurpose): Promise<Actor | null> {
    return (await this.use(token, purpose))?.actor ?? null;
  }

  /** The same with the token itself, whose use is noted. */
  async use(token: string, purpose: TokenPurpose): Promise<LiveToken | null> {
    const live = await this.actors.byToken(hashOf(token), purpose);
    if (!live) return null;
    const now = this.clock.instant();
    if (isStale(live.lastUsedAt, now, tokenSeenEverySeconds)) await this.touch(live, now);
    return live;
  }

  /** A new token for the API. @returns the token, which is shown once and not kept */
  async create(actor: Actor, { accountId, name, days }: NewToken): Promise<{ id: string; token: string }> {
    const token = prefix + newSecret();
    return this.db.tx(async () => {
      const id = await this.insert(accountId, { purpose: 'api', name, days }, token);
      await this.events.record('account.token-created', accountId, actor, { name });
      return { id, token };
    });
  }

  /**
   * Takes one of the actor's own tokens back.
   * @param by the token with which they ask, if it is one. @throws NotFound; Forbidden when a token names another one
   */
  async revoke(actor: Actor, id: string, by: string | null = null): Promise<void> {
    if (!canRevokeBy(by, id)) throw new Forbidden('access.token.onlyItself');
    await this.db.tx(async () => {
      const mine = sql`id = ${id} AND account_id = ${actor.accountId ?? ''} AND purpose = 'api'`;
      const token = await this.db.row<{ name: string }>(sql`SELECT name FROM access_token WHERE ${mine}`);
      if (!token) throw new NotFound();
      await this.db.run(sql`DELETE FROM access_token WHERE ${mine}`);
      await this.events.record('account.token-revoked', actor.accountId!, actor, { name: token.name });
    });
  }

  /** A new address for the calendar feed; the old one stops at once. @returns the token for the address */
  async renewFeed(actor: Actor): Promise<string> {
    const token = newSecret();
    await this.db.tx(async () => {
      await this.dropFeeds(actor);
      await this.insert(actor.accountId!, { purpose: 'feed', name: 'calendar', days: null }, token);
      await this.events.record('account.feed-created', actor.accountId!, actor);
    });
    return token;
  }

  async revokeFeed(actor: Actor): Promise<void> {
    await this.db.tx(async () => {
      const dropped = await this.dropFeeds(actor);
      if (dropped) await this.events.record('account.feed-revoked', actor.accountId!, actor);
    });
  }

  /** An account's tokens that still work, newest first. */
  async of(accountId: string, purpose: TokenPurpose = 'api'): Promise<TokenRow[]> {
    return this.db.rows<TokenRow>(sql`
      SELECT id, name, created_at AS createdAt, last_used_at AS lastUsedAt, expires_at AS expiresAt FROM access_token
      WHERE account_id = ${accountId} AND purpose = ${purpose}
        AND (expires_at IS NULL OR expires_at > ${this.clock.instant()}) ORDER BY id DESC`);
  }

  private async insert(
    accountId: string,
    { purpose, name, days }: { purpose: TokenPurpose; name: string; days: number | null },
    token: string,
  ): Promise<string> {
    const id = newId();
    await this.db.repo(AccessToken).insert({
      id,
      tokenHash: hashOf(token),
      accountId,
      purpose,
      name,
      createdAt: this.clock.instant(),
      lastUsedAt: null,
      expiresAt: days === null ? null : this.clock.instantIn(days * 86_400),
    });
    return id;
  }

  private dropFeeds(actor: Actor): Promise<number> {
    return this.db.run(sql`DELETE FROM access_token WHERE account_id = ${actor.accountId ?? ''} AND purpose = 'feed'`);
  }

  /** Reading must go on when the time cannot be written down. */
  private async touch({ tokenId }: LiveToken, now: Instant) {
    await this.db
      .tx(() => this.db.run(sql`UPDATE access_token SET last_used_at = ${now} WHERE id = ${tokenId}`))
      .catch((error: Error) => this.log.warn({ message: 'use of token not noted', error: error.message }));
  }
}
