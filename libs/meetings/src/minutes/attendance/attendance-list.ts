import { Injectable } from '@nestjs/common';
import type { Ctx } from '@samrad/platform/auth';
import { StateNames, type Contact, PersonFinder } from '@samrad/network';
import type { InvitationStatus } from '../../invitation/invitation.entity.js';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { AttendanceFinder, type AttendanceRow } from './attendance.finder.js';
import { byState, countsOf, presences } from './attendance.rules.js';

const answers: Record<InvitationStatus, string> = {
  accepted: 'yes',
  tentative: 'maybe',
  declined: 'no',
  delegated: 'no',
  needs_action: 'none',
};

/** The list of attendance as the templates show it. */
@Injectable()
export class AttendanceList {
  constructor(
    private readonly finder: AttendanceFinder,
    private readonly names: StateNames,
    private readonly persons: PersonFinder,
  ) {}

  async of(ctx: Ctx, meeting: MeetingRow) {
    const rows = await this.finder.list(meeting.id);
    const order = this.names.options(ctx.lang).map(({ value }) => value);
    return {
      meetingId: meeting.id,
      counts: countsOf(rows),
      options: presences.map((value) => ({ value, key: `meetings.attendance.presence.${value}` })),
      groups: byState(rows, order).map((group) => ({
        stateCode: group.stateCode,
        rows: group.rows.map(shown),
        present: countsOf(group.rows).present,
        total: group.rows.length,
      })),
    };
  }

  /** Ids of everybody on the list. */
  async people(meetingId: string): Promise<string[]> {
    return (await this.finder.list(meetingId)).map(({ personId }) => personId);
  }

  /** Persons whose name begins so and who are not on the list yet. */
  async others(ctx: Ctx, meeting: MeetingRow, q: string): Promise<Contact[]> {
    const known = new Set((await this.finder.list(meeting.id)).map(({ personId }) => personId));
    const found = await this.persons.personsForPicker(ctx.actor, q, 20);
    return found.filter(({ personId }) => !known.has(personId)).slice(0, 12);
  }
}

function shown(row: AttendanceRow) {
  const { personId, name, organisation, isInvited, presence, isOwnWord } = row;
  const status = row.answer ?? 'needs_action';
  const isOnline = status === 'accepted' && row.answerMode === 'online';
  return {
    personId,
    name,
    organisation,
    isOwnWord,
    presence: presence ?? '',
    answer: isInvited ? (isOnline ? 'online' : answers[status]) : null,
    answerKey: `meetings.attendance.answer.${isOnline ? 'online' : status}`,
  };
}
