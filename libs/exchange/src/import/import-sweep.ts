import { Injectable } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';

const day = 86_400;
/** Days that a list is kept which nobody finished, and the rows of one that is done. */
const [unfinished, rowsOfDone] = [14, 30];

/** The rows of a list hold personal data: they go when they have served. */
@Injectable()
export class ImportSweep {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    await this.db.tx(async () => {
      await this.db.run(sql`
        DELETE FROM register_import WHERE started_at IS NULL AND created_at < ${this.clock.instantIn(-unfinished * day)}`);
      await this.db.run(sql`
        DELETE FROM register_import_row WHERE import_id IN (
          SELECT id FROM register_import WHERE finished_at < ${this.clock.instantIn(-rowsOfDone * day)})`);
    });
  }
}
