import { Injectable } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { PersonFinder } from '@samrad/network';
import type { Language } from '@samrad/platform/i18n';
import type { MeetingRow } from '../../meeting/meeting.finder.js';
import { AttendanceFinder } from '../attendance/attendance.finder.js';
import { isHere } from '../attendance/attendance.rules.js';
import type { Circle } from './circulation.entity.js';

/** Somebody minutes may go round to. */
export interface Reached {
  personId: string;
  name: string;
  organisation: string | null;
  stateCode: string | null;
  address: string | null;
  mailLanguage: Language;
}

/** Whom minutes go round to: the members of the group today, or those who were invited or present. */
@Injectable()
export class CircleFinder {
  constructor(
    private readonly persons: PersonFinder,
    private readonly attendance: AttendanceFinder,
    private readonly clock: Clock,
  ) {}

  async of(meeting: MeetingRow, circle: Circle): Promise<Reached[]> {
    if (circle === 'group') {
      return meeting.groupId ? this.persons.membersOn(meeting.groupId, this.clock.today(meeting.zone)) : [];
    }
    const rows = await this.attendance.list(meeting.id);
    return rows.filter((row) => row.isSent || isHere(row.presence));
  }
}
