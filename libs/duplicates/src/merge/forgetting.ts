import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Jobs } from '@samrad/platform/jobs';

/** After the time in which a merge can be undone, only what was set aside is kept of what it changed. */
@Injectable()
export class MergeForgetting implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.hourly(() => this.forget());
  }

  async forget(): Promise<void> {
    const old = sql`is_forgotten = 0 AND undo_until <= ${this.clock.instant()}`;
    await this.db.tx(async () => {
      await this.db.run(sql`
        DELETE FROM merge_change WHERE kind <> 'set_aside' AND merge_id IN (SELECT id FROM record_merge WHERE ${old})`);
      await this.db.run(sql`UPDATE record_merge SET is_forgotten = 1 WHERE ${old}`);
    });
  }
}
