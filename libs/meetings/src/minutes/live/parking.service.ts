import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { MinutesFinder } from '../minutes.finder.js';
import { canWriteMinutes } from '../minutes.policy.js';
import type { NewPoint } from './live.dto.js';
import { ParkedPoint } from './live.entity.js';

/** What is put aside to come back to. It is the secretariat's list and no part of the minutes. */
@Injectable()
export class ParkingService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly minutes: MinutesFinder,
    private readonly events: Events,
  ) {}

  /** Recorded as `minutes.point_parked` `{ text }` with the meeting as subject. @throws NotFound without minutes */
  async park(actor: Actor, meetingId: string, { text, itemId }: NewPoint): Promise<void> {
    demand(canWriteMinutes(actor));
    await this.db.tx(async () => {
      const { id } = found(await this.minutes.ofMeeting(actor, meetingId));
      const isKnown = (await this.minutes.sections(id)).some((section) => section.itemId === itemId);
      await this.db.repo(ParkedPoint).insert({
        ...{ id: newId(), meetingId, itemId: isKnown ? itemId : null, text },
        ...{ parkedBy: actor.name, parkedAt: this.clock.instant(), settledAt: null },
      });
      await this.events.record('minutes.point_parked', meetingId, actor, { text });
    });
  }

  /** Settles a point or opens it again; recorded as `minutes.point_settled` or `minutes.point_reopened` `{ text }`. */
  async mark(actor: Actor, meetingId: string, { id, isSettled }: { id: string; isSettled: boolean }): Promise<void> {
    demand(canWriteMinutes(actor));
    await this.db.tx(async () => {
      const { text } = found(
        await this.db.row<{ text: string }>(
          sql`SELECT text FROM parked_point WHERE id = ${id} AND meeting_id = ${meetingId}`,
        ),
      );
      const settledAt = isSettled ? this.clock.instant() : null;
      const before = isSettled ? sql`settled_at IS NULL` : sql`settled_at IS NOT NULL`;
      const count = await this.db.run(
        sql`UPDATE parked_point SET settled_at = ${settledAt} WHERE id = ${id} AND ${before}`,
      );
      const kind = isSettled ? 'minutes.point_settled' : 'minutes.point_reopened';
      if (count) await this.events.record(kind, meetingId, actor, { text });
    });
  }
}
