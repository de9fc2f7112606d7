import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Conflict } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';

/** Tries a failed message again, when somebody has mended what was wrong. */
@Injectable()
export class MailService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** @throws Conflict when the message has not failed */
  async retry(actor: Actor, id: string): Promise<void> {
    await this.db.tx(async () => {
      const changed = await this.db.run(sql`
        UPDATE mail_message SET status = 'queued', attempts = 0, bounced_at = NULL, next_at = ${this.clock.instant()}
        WHERE id = ${id} AND status = 'failed'`);
      if (!changed) throw new Conflict('pages.mail.notFailed');
      await this.events.record('mail.retried', id, actor);
    });
  }
}
