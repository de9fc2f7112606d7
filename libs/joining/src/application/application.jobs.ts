import { Injectable, type OnModuleInit } from '@nestjs/common';
import { system } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { Env } from '../../../../config/env.js';

/** Deletes, with their mails, applications that nobody confirmed and those that were refused, once they are old enough. */
@Injectable()
export class ApplicationJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly env: Env,
  ) {}

  onModuleInit(): void {
    this.jobs.hourly(() => this.forgetOld());
  }

  /** @returns how many */
  async forgetOld(): Promise<number> {
    const since = this.clock.instantIn(-this.env.values.APPLICATIONS_KEPT_DAYS * 86_400);
    const old = sql`(status = 'to_confirm' AND created_at < ${since}) OR (status = 'refused' AND decided_at < ${since})`;
    return this.db.tx(async () => {
      const rows = await this.db.rows<{ id: string }>(
        sql`SELECT id FROM membership_application WHERE ${old} LIMIT 500`,
      );
      if (!rows.length) return 0;
      const ids = rows.map(({ id }) => id);
      await this.db.run(sql`DELETE FROM mail_message WHERE about_noun = 'application' AND about_id IN (${join(ids)})`);
      await this.db.run(sql`DELETE FROM membership_application WHERE id IN (${join(ids)})`);
      for (const id of ids) await this.events.record('application.deleted', id, system);
      return ids.length;
    });
  }
}
