import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { MeetingFinder } from '../../meeting/meeting.finder.js';
import { Attendance } from '../minutes.entity.js';
import { canWriteMinutes } from '../minutes.policy.js';
import { isWritable } from '../minutes.rules.js';
import type { Noted } from './attendance.dto.js';
import { presenceOf, storedOf, type Presence } from './attendance.rules.js';

/** Notes who was there. What people answered beforehand is the invitation's and stays as it is. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly db: Db,
    private readonly meetings: MeetingFinder,
    private readonly events: Events,
  ) {}

  /**
   * Notes some persons, invited or not; the others stay as they are. Recorded as `attendance.noted` `{ count }`
   * with the meeting as subject; nothing changed writes nothing.
   * @throws NotFound, Conflict when nobody was called yet or the meeting was cancelled, Invalid for unknown persons
   */
  async note(actor: Actor, meetingId: string, persons: Noted[]): Promise<void> {
    demand(canWriteMinutes(actor));
    try {
      await this.storeAll(actor, meetingId, persons);
    } catch (error) {
      // Somebody else noted the same person at this moment: now there is a row to change.
      if (!isDuplicate(error)) throw error;
      await this.storeAll(actor, meetingId, persons);
    }
  }

  private storeAll(actor: Actor, meetingId: string, persons: Noted[]): Promise<void> {
    return this.db.tx(async () => {
      const meeting = found(await this.meetings.one(actor, meetingId));
      if (!isWritable(meeting.status)) throw new Conflict('meetings.minutes.refused.notHeld');
      let count = 0;
      for (const one of persons) count += await this.store(meetingId, one);
      if (count) await this.events.record('attendance.noted', meetingId, actor, { count });
    });
  }

  /** @returns 1 when something changed */
  private async store(meetingId: string, { personId, presence }: Noted): Promise<0 | 1> {
    const before = await this.db.row<{ id: string; isPresent: number; mode: never }>(sql`
      SELECT id, is_present AS isPresent, mode FROM attendance
      WHERE meeting_id = ${meetingId} AND person_id = ${personId}`);
    if (presenceOf(before?.isPresent ?? null, before?.mode ?? null) === presence) return 0;
    if (presence === null) await this.db.run(sql`DELETE FROM attendance WHERE id = ${before!.id}`);
    else if (before) await this.db.repo(Attendance).update({ id: before.id }, storedOf(presence));
    else await this.insert(meetingId, personId, presence);
    return 1;
  }

  private async insert(meetingId: string, personId: string, presence: Presence) {
    const known = await this.db.row(sql`SELECT id FROM person WHERE id = ${personId}`);
    if (!known) throw new Invalid({ personId: { key: 'meetings.attendance.invalid.person' } });
    await this.db.repo(Attendance).insert({ id: newId(), meetingId, personId, ...storedOf(presence) });
  }
}
