import { Injectable } from '@nestjs/common';
import { PersonFinder } from '@samrad/network';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { wallOf } from '@samrad/platform/pure';
import type { AttendanceMode } from '../../invitation/invitation.entity.js';
import { MeetingFinder, type MeetingRow } from '../../meeting/meeting.finder.js';
import { Attendance } from '../minutes.entity.js';
import { canWriteMinutes } from '../minutes.policy.js';
import type { Noted } from './attendance.dto.js';
import {
  noteAfter,
  presenceOf,
  stayFaults,
  storedOf,
  whyNotCorrect,
  whyNotNote,
  type Presence,
  type Stay,
  type Stored,
} from './attendance.rules.js';

/** Notes who was there. What people answered beforehand is the invitation's and stays as it is. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly meetings: MeetingFinder,
    private readonly persons: PersonFinder,
    private readonly events: Events,
  ) {}

  /**
   * Notes some persons, invited or not; the others stay as they are. Recorded for each as
   * `attendance.noted` `{ name, context, times }` with the meeting as subject; nothing changed writes nothing. What a person
   * said themself is confirmed by noting it.
   * @throws NotFound, Conflict before the day and when the meeting was cancelled, Invalid for unknown persons
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

  /**
   * What somebody says about their own presence, from the beginning of the meeting until its minutes are published.
   * Recorded as `attendance.corrected` like `attendance.noted`. It counts as the person's own word.
   * @throws Conflict before and after that, Invalid for times outside the meeting
   */
  async correct(actor: Actor, meetingId: string, { name, ...noted }: Noted & { name: string }): Promise<void> {
    await this.db.tx(async () => {
      const meeting = found(await this.meetings.one(system, meetingId));
      const refusal = whyNotCorrect(meeting, this.clock.instant());
      if (refusal) throw new Conflict(`meetings.attendance.refused.${refusal}`);
      const after = await this.store(meeting, noted, true);
      if (after) await this.events.record('attendance.corrected', meetingId, actor, wordsFor(name, after, meeting));
    });
  }

  /** Forgets what was noted for a day that the meeting is not on any more. */
  async forgetEarlier(meetingId: string): Promise<void> {
    await this.db.tx(async () => {
      const meeting = await this.meetings.one(system, meetingId);
      if (!meeting) return;
      const isAhead = this.clock.today(meeting.zone) < meeting.startWall.slice(0, 10);
      if (meeting.status !== 'postponed' && !isAhead) return;
      const count = await this.db.run(sql`DELETE FROM attendance WHERE meeting_id = ${meetingId}`);
      if (count) await this.events.record('attendance.forgotten', meetingId, system, { count });
    });
  }

  private storeAll(actor: Actor, meetingId: string, persons: Noted[]): Promise<void> {
    return this.db.tx(async () => {
      const meeting = found(await this.meetings.one(actor, meetingId));
      const refusal = whyNotNote(meeting, this.clock.today(meeting.zone));
      if (refusal) throw new Conflict(`meetings.attendance.refused.${refusal}`);
      for (const one of persons) {
        const after = await this.store(meeting, one, false);
        if (!after) continue;
        const name = await this.persons.nameOf(one.personId);
        await this.events.record('attendance.noted', meetingId, actor, wordsFor(name, after, meeting));
      }
    });
  }

  /** @returns the whole note; null when nothing changed */
  private async store(meeting: MeetingRow, { personId, ...note }: Noted, isOwnWord: boolean): Promise<After | null> {
    const before = await this.db.row<Before>(sql`
      SELECT id, is_present AS isPresent, mode, is_excused AS isExcused, arrived_at AS arrivedAt, left_at AS leftAt,
        is_own_word AS isOwnWord
      FROM attendance WHERE meeting_id = ${meeting.id} AND person_id = ${personId}`);
    const after = noteAfter(before ?? null, note);
    const isConfirmed = Boolean(before?.isOwnWord) && !isOwnWord;
    if (isSame(before, after) && !isConfirmed) return null;
    refuseFaults(stayFaults(after, meeting));
    const { presence, arrivedAt, leftAt } = after;
    const noted = presence && { ...storedOf(presence), arrivedAt, leftAt, isOwnWord };
    if (!noted) await this.db.run(sql`DELETE FROM attendance WHERE id = ${before!.id}`);
    else if (before) await this.db.repo(Attendance).update({ id: before.id }, noted);
    else await this.insert(meeting.id, personId, noted);
    return after;
  }

  private async insert(meetingId: string, personId: string, noted: Stored & Stay & { isOwnWord: boolean }) {
    const known = await this.db.row(sql`SELECT id FROM person WHERE id = ${personId}`);
    if (!known) throw new Invalid({ personId: { key: 'meetings.attendance.invalid.person' } });
    await this.db.repo(Attendance).insert({ id: newId(), meetingId, personId, ...noted });
  }
}

interface Before extends Stay {
  id: string;
  isPresent: number;
  mode: AttendanceMode | null;
  isExcused: number;
  isOwnWord: number;
}

type After = Stay & { presence: Presence | null };

/** For the history: who, how, and the clock at the place for those who came late or left early. */
function wordsFor(name: string, { presence, arrivedAt, leftAt }: After, { zone }: MeetingRow) {
  const clock = (at: string | null) => (at ? wallOf(at, zone).slice(11, 16) : '');
  const times = arrivedAt || leftAt ? ` (${clock(arrivedAt)}–${clock(leftAt)})` : '';
  return { name, context: presence ?? 'none', times };
}

function isSame(before: Before | undefined, after: After): boolean {
  if (!before) return after.presence === null;
  const { arrivedAt, leftAt } = before;
  return presenceOf(before) === after.presence && arrivedAt === after.arrivedAt && leftAt === after.leftAt;
}

function refuseFaults(faults: ReturnType<typeof stayFaults>): void {
  const fields = Object.entries(faults).map(([field, why]) => [field, { key: `meetings.attendance.invalid.${why}` }]);
  if (fields.length) throw new Invalid(Object.fromEntries(fields) as Record<string, { key: string }>);
}
