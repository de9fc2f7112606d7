import { Injectable } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Jobs } from '@samrad/platform/jobs';
import { forgetJob } from './list-files.js';

const day = 86_400;
/** Days that a list is kept which nobody finished, and the rows of one that is done. */
const [unfinished, rowsOfDone] = [14, 30];

/** The rows of a list hold personal data: they go when they have served. */
@Injectable()
export class ImportSweep {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  async run(): Promise<void> {
    await this.db.tx(async () => {
      const old = sql`started_at IS NULL AND created_at < ${this.clock.instantIn(-unfinished * day)}`;
      const files = await this.db.rows<{ hash: string }>(sql`
        SELECT file_hash AS hash FROM register_import WHERE file_hash IS NOT NULL AND ${old}`);
      for (const { hash } of files) await this.jobs.later(forgetJob, { hash });
      await this.db.run(sql`DELETE FROM register_import WHERE ${old}`);
      await this.db.run(sql`
        DELETE FROM register_import_row WHERE import_id IN (
          SELECT id FROM register_import WHERE finished_at < ${this.clock.instantIn(-rowsOfDone * day)})`);
    });
  }
}
