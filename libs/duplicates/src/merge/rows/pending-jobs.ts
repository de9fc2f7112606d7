import { Injectable } from '@nestjs/common';
import { Db, fromJson, sql } from '@samrad/platform/database';
import type { Changes } from './changes.js';

/** What is still to be done for a record that becomes part of another is done for the other. */
@Injectable()
export class PendingJobs {
  constructor(private readonly db: Db) {}

  async redirect(changes: Changes, { keptId, lostId }: { keptId: string; lostId: string }): Promise<void> {
    const jobs = await this.db.rows<{ id: string; payload: unknown }>(sql`
      SELECT id, payload FROM job WHERE status = 'waiting' AND payload LIKE ${`%${lostId}%`} ORDER BY id`);
    for (const { id, payload } of jobs) {
      const text = JSON.stringify(fromJson<object>(payload));
      await changes.change('job', { id, payload: text }, { payload: text.replaceAll(lostId, keptId) });
    }
  }
}
