import { Injectable } from '@nestjs/common';
import { Db, sql } from '../database/index.js';
import { NotFound } from '../errors/index.js';
import { RateLimits } from './rate-limits.js';
import type { Ctx } from './routes.js';
import { hashOf } from './secret.js';

const wrongTries = { limit: 30, seconds: 900 };
/** People change their mind; nobody does so every other minute. */
const changes = { limit: 30, seconds: 3600 };

/** Where links of one kind lead. */
interface Lock<R> {
  token: string;
  /** @param hash of the secret part of a link */
  find: (hash: string) => Promise<R | undefined>;
  /** Locale key of what is said of a link that opens nothing. */
  unknown: string;
}

/** Opens personal links. Unknown, mistyped and guessed ones look the same; guessing is slowed down. */
@Injectable()
export class PersonalDoor {
  constructor(
    private readonly db: Db,
    private readonly limits: RateLimits,
  ) {}

  /** @throws NotFound for a link that opens nothing, TooMany after many of them */
  async open<R extends { id: string }>({ ip }: Ctx, { token, find, unknown }: Lock<R>): Promise<R> {
    const row = /^[\w-]{20,100}$/.test(token) ? await this.behind(hashOf(token), find) : undefined;
    if (row) return row;
    await this.limits.hit(`personal-link:${hashOf(ip)}`, wrongTries.limit, wrongTries.seconds);
    throw new NotFound(unknown);
  }

  /** For what is sent by form: mail and history follow from it. @throws the same, and TooMany after many changes */
  async enter<R extends { id: string }>(ctx: Ctx, lock: Lock<R>): Promise<R> {
    const row = await this.open(ctx, lock);
    await this.limits.hit(`answer:${row.id}`, changes.limit, changes.seconds);
    return row;
  }

  /** What the link opens; one whose row became part of another opens the other. */
  private async behind<R>(hash: string, find: Lock<R>['find']): Promise<R | undefined> {
    const row = await find(hash);
    if (row) return row;
    const former = await this.db.row<{ leadsTo: string }>(sql`
      SELECT leads_to AS leadsTo FROM former_link WHERE hash = ${hash}`);
    return former && find(former.leadsTo);
  }
}
