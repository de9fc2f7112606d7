import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { membersOf, type Audience } from '@samrad/library';
import { AttendanceFinder, type AttendanceRow } from '../attendance/attendance.finder.js';
import { isHere } from '../attendance/attendance.rules.js';
import { untoldBecause, type Untold } from '../minutes.rules.js';

export interface Recipients {
  told: AttendanceRow[];
  untold: (AttendanceRow & { because: Untold })[];
  /** The same as long as the list is: what a person looked at is what is sent. */
  mark: string;
}

/** Whom to tell that minutes are published: those who were present or invited, have an address and may read them. */
@Injectable()
export class MinutesRecipients {
  constructor(
    private readonly attendance: AttendanceFinder,
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async of(meetingId: string, audience: Audience): Promise<Recipients> {
    const participants = (await this.attendance.list(meetingId)).filter((row) => row.isSent || isPresent(row));
    const meant = await this.meantFor(audience);
    const judged = participants.map((row) => ({
      ...row,
      because: untoldBecause(audience, {
        ...row,
        isInvited: row.isSent,
        isPresent: isPresent(row),
        isOfAudience: meant.has(row.personId),
      }),
    }));
    const told = judged.filter(({ because }) => because === null).map(({ because: _, ...row }) => row);
    const untold = judged.filter((row): row is typeof row & { because: Untold } => row.because !== null);
    return { told, untold, mark: markOf(audience, told) };
  }

  private async meantFor(audience: Audience): Promise<Set<string>> {
    const persons = membersOf(audience, this.clock.today());
    const rows = persons ? await this.db.rows<{ personId: string }>(persons) : [];
    return new Set(rows.map((row) => row.personId));
  }
}

const isPresent = ({ presence }: AttendanceRow) => isHere(presence);

const markOf = (audience: Audience, told: AttendanceRow[]) =>
  createHash('sha256')
    .update([audience, ...told.map(({ personId, address }) => `${personId} ${address}`)].join('\n'))
    .digest('hex')
    .slice(0, 32);
