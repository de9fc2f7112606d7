import { Injectable } from '@nestjs/common';
import { InvitationAgain } from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Conflict } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';

interface Failed {
  noun: string | null;
  aboutId: string | null;
  personId: string | null;
  raw: string;
}

/** Only what asks or tells calendars something grows old; a plain mail may go again as it is. */
const hasCalendar = (raw: string) => /^content-type:\s*text\/calendar\b/im.test(raw);

/** Tries a failed message again, when somebody has mended what was wrong. */
@Injectable()
export class MailService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly again: InvitationAgain,
  ) {}

  /**
   * A calendar mail is written anew, as the meeting is now; any other goes again as it is.
   * @returns whether it was written anew. @throws Conflict when the message has not failed, or nothing is left to tell
   */
  async retry(actor: Actor, id: string): Promise<boolean> {
    const failed = await this.db.row<Failed>(sql`
      SELECT about_noun AS noun, about_id AS aboutId, person_id AS personId, raw FROM mail_message
      WHERE id = ${id} AND status = 'failed'`);
    if (!failed) throw new Conflict('pages.mail.notFailed');
    const { noun, aboutId, personId } = failed;
    if (!hasCalendar(failed.raw)) return this.queueAgain(actor, id);
    if (noun !== 'meeting' || !aboutId || !personId) throw new Conflict('pages.mail.outdated');
    await this.db.tx(() => this.again.send(actor, aboutId, personId));
    return true;
  }

  private async queueAgain(actor: Actor, id: string): Promise<boolean> {
    return this.db.tx(async () => {
      const changed = await this.db.run(sql`
        UPDATE mail_message SET status = 'queued', attempts = 0, bounced_at = NULL, next_at = ${this.clock.instant()}
        WHERE id = ${id} AND status = 'failed'`);
      if (!changed) throw new Conflict('pages.mail.notFailed');
      await this.events.record('mail.retried', id, actor);
      return false;
    });
  }
}
