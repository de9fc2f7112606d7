import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { Db, sql } from '../database/index.js';
import { Jobs } from '../jobs/index.js';

const day = 86_400;
const pause = 3600;

/** Removes what is of no use any more: finished jobs after 30 days, counted tries whose time is over. */
@Injectable()
export class Housekeeping {
  private next = '';

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /** Does its work at most once an hour; several workers may do it. */
  async sweep(): Promise<void> {
    const now = this.clock.instant();
    if (now < this.next) return;
    this.next = this.clock.instantIn(pause);
    await this.db.tx(async () => {
      await this.db.run(sql`DELETE FROM job WHERE status = 'done' AND run_at < ${this.clock.instantIn(-30 * day)}`);
      await this.db.run(sql`DELETE FROM rate_limit WHERE window_end < ${this.clock.instantIn(-day)}`);
    });
    await this.jobs.runHourly();
  }
}
