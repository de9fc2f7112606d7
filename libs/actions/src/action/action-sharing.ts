import { Injectable } from '@nestjs/common';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { type Audience } from './action-item.entity.js';

/** What happened, as a job receives it. */
export interface Happened {
  eventId: string;
  subjectId: string;
  data: Record<string, unknown>;
}

/** What happens to actions when something happens to what they belong to. */
@Injectable()
export class ActionSharing {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
  ) {}

  /** The minutes of a meeting were published: from now on its actions are for the same readers, and those asked see them. */
  async share(meetingId: string, audience: Audience): Promise<void> {
    await this.db.tx(async () => {
      const actions = await this.db.rows<{ id: string }>(sql`
        SELECT id FROM action_item WHERE meeting_id = ${meetingId} AND audience <> ${audience} ORDER BY number`);
      for (const { id } of actions) {
        await this.db.run(sql`UPDATE action_item SET audience = ${audience}, version = version + 1 WHERE id = ${id}`);
        await this.events.record('action.shared', id, system, { audience });
      }
    });
  }

  /** A meeting was cancelled: its actions stay open, and their history says so. Delivered twice it is told once. */
  async meetingCancelled({ eventId, subjectId: meetingId, data }: Happened): Promise<void> {
    await this.db.tx(async () => {
      const actions = await this.db.rows<{ id: string }>(sql`
        SELECT id FROM action_item WHERE meeting_id = ${meetingId} ORDER BY number`);
      for (const { id } of actions) {
        const told = await this.events.history('action', id);
        if (told.some((event) => event.data.because === eventId)) continue;
        await this.events.record('action.meeting_cancelled', id, system, {
          reason: data.reason ?? '',
          because: eventId,
        });
      }
    });
  }

  /** Keeps the sorted name on the lines of a person or organisation that got another name. */
  async renamed(noun: 'person' | 'organisation', id: string): Promise<void> {
    const [table, column] =
      noun === 'person' ? [sql`person`, sql`person_id`] : [sql`organisation`, sql`organisation_id`];
    await this.db.tx(() =>
      this.db.run(sql`UPDATE action_progress SET responsible_sort = COALESCE((
        SELECT named.sort_name FROM ${table} named WHERE named.id = ${id}), responsible_sort) WHERE ${column} = ${id}`),
    );
  }
}
