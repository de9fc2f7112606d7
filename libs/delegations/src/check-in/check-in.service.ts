import { Injectable } from '@nestjs/common';
import {
  AttendanceFinder,
  AttendanceService,
  MeetingFinder,
  whyNotNote,
  type InvitationRow,
  type MeetingRow,
} from '@samrad/meetings';
import { system, type Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Conflict, found, Invalid } from '@samrad/platform/errors';
import { instantOf } from '@samrad/platform/pure';
import type { NewAttendee, OwnForm, StayForm } from './check-in.dto.js';
import { tapped, type Act } from './check-in.rules.js';

/** Notes on the day who is there, tap by tap; what is noted is the attendance of the minutes. */
@Injectable()
export class CheckInService {
  constructor(
    private readonly clock: Clock,
    private readonly meetings: MeetingFinder,
    private readonly list: AttendanceFinder,
    private readonly attendance: AttendanceService,
  ) {}

  /** @throws NotFound for somebody who is not on the list, Conflict before the day */
  async tap(actor: Actor, meetingId: string, { personId, act }: { personId: string; act: Act }): Promise<void> {
    const meeting = found(await this.meetings.one(actor, meetingId));
    this.demandOpen(meeting);
    const before = found((await this.list.list(meetingId)).find((row) => row.personId === personId));
    const note = tapped(act, before, { ...meeting, now: this.clock.instant() });
    await this.attendance.note(actor, meetingId, [{ personId, ...note }]);
  }

  /** Somebody who was not invited. @throws Conflict before the day, Invalid for somebody unknown */
  async add(actor: Actor, meetingId: string, who: NewAttendee): Promise<void> {
    await this.attendance.note(actor, meetingId, [who]);
  }

  /** Corrects when somebody came and left. @throws Invalid for times outside the meeting */
  async correctStay(actor: Actor, meetingId: string, { personId, ...stay }: StayForm & { personId: string }) {
    const meeting = found(await this.meetings.one(actor, meetingId));
    this.demandOpen(meeting);
    const before = (await this.list.list(meetingId)).find((row) => row.personId === personId);
    if (!before?.presence) throw new Conflict('delegations.checkIn.refused.notHere');
    const times = timesOf(meeting, stay);
    await byField(() => this.attendance.note(actor, meetingId, [{ personId, presence: before.presence, ...times }]));
  }

  /** What the person says. @throws Conflict before the beginning and once the minutes are published */
  async correctOwn(actor: Actor, invitation: InvitationRow, { presence, ...stay }: OwnForm): Promise<void> {
    const { meetingId, personId, name } = invitation;
    const meeting = found(await this.meetings.one(system, meetingId));
    if (invitation.removedAt) throw new Conflict('meetings.reply.reason.removed');
    const note = { personId, presence, name, ...timesOf(meeting, stay) };
    await byField(() => this.attendance.correct({ ...actor, name: actor.name || name }, meetingId, note));
  }

  private demandOpen(meeting: MeetingRow): void {
    const why = whyNotNote(meeting, this.clock.today(meeting.zone));
    if (why) throw new Conflict(`meetings.attendance.refused.${why}`);
  }
}

function timesOf({ zone, startWall }: MeetingRow, { arrived, left }: StayForm) {
  const moment = (wall: string | null, field: string) => {
    try {
      return wall && instantOf(wall.includes('T') ? wall : `${startWall.slice(0, 11)}${wall}`, zone);
    } catch {
      throw new Invalid({ [field]: { key: 'platform.invalid.time' } });
    }
  };
  return { arrivedAt: moment(arrived, 'arrived'), leftAt: moment(left, 'left') };
}

const fieldOf: Record<string, string> = { arrivedAt: 'arrived', leftAt: 'left' };

/** Faults under the names that the form has. */
async function byField(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    throw new Invalid(
      Object.fromEntries(Object.entries(error.fields).map(([field, fault]) => [fieldOf[field] ?? field, fault])),
    );
  }
}
