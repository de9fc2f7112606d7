import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Erasures, type Erased } from '@samrad/network';
import { Db, join, sql } from '@samrad/platform/database';
import { Jobs } from '@samrad/platform/jobs';
import { forgetJob } from './list-files.js';

/** Rows of lists that were about somebody go with their other data. */
@Injectable()
export class ImportErasure implements OnModuleInit {
  constructor(
    private readonly erasures: Erasures,
    private readonly db: Db,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.erasures.offer({ erase: (_, erased) => this.erase(erased) });
  }

  private async erase({ personId, formerIds }: Erased): Promise<void> {
    const theirs = sql`target_id IN (${join([personId, ...formerIds])})`;
    const files = await this.db.rows<{ hash: string }>(sql`
      SELECT file_hash AS hash FROM register_import WHERE file_hash IS NOT NULL
        AND id IN (SELECT import_id FROM register_import_row WHERE ${theirs})`);
    for (const { hash } of files) {
      await this.db.run(sql`UPDATE register_import SET file_hash = NULL WHERE file_hash = ${hash}`);
      await this.jobs.later(forgetJob, { hash });
    }
    await this.db.run(sql`DELETE FROM register_import_row WHERE ${theirs}`);
  }
}
