import { Injectable } from '@nestjs/common';
import { Clock, type Instant } from '../clock/index.js';
import { Db, isDuplicate, sql } from '../database/index.js';
import { TooMany } from '../errors/index.js';

interface Window {
  hits: number;
  windowEnd: Instant;
}

/** Counts tries in the database, so that several servers share one count. */
@Injectable()
export class RateLimits {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts one try of `name` (a purpose and whom it concerns, hashed by the caller if personal).
   * @throws TooMany when there were more than `limit` within `seconds`
   */
  async hit(name: string, limit: number, seconds: number): Promise<void> {
    const window = await this.db
      .tx(() => this.count(name, seconds))
      .catch((error: unknown) => {
        if (isDuplicate(error)) return this.db.tx(() => this.count(name, seconds));
        throw error;
      });
    if (window.hits <= limit) return;
    const left = Date.parse(window.windowEnd) - this.clock.now().getTime();
    throw new TooMany(Math.max(1, Math.ceil(left / 1000)));
  }

  /** Forgets the count, after a success. */
  async clear(name: string): Promise<void> {
    await this.db.tx(() => this.db.run(sql`DELETE FROM rate_limit WHERE name = ${name}`));
  }

  private async count(name: string, seconds: number): Promise<Window> {
    const now = this.clock.instant();
    const end = this.clock.instantIn(seconds);
    const counted = await this.db.run(sql`
      UPDATE rate_limit SET hits = CASE WHEN window_end <= ${now} THEN 1 ELSE hits + 1 END,
        window_end = CASE WHEN window_end <= ${now} THEN ${end} ELSE window_end END WHERE name = ${name}`);
    if (!counted) {
      await this.db.run(sql`INSERT INTO rate_limit (name, window_end, hits) VALUES (${name}, ${end}, 1)`);
      return { hits: 1, windowEnd: end };
    }
    return (await this.db.row<Window>(sql`SELECT hits, window_end AS windowEnd FROM rate_limit WHERE name = ${name}`))!;
  }
}
