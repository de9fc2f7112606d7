import { Injectable } from '@nestjs/common';
import { MeetingFinder, referenceOf, type MeetingRow } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Db, sql } from '@samrad/platform/database';
import { isSettled } from './carry-over.rules.js';

/** The meetings of a series one after the other; those that are cancelled are passed over. */
@Injectable()
export class SeriesMeetings {
  constructor(
    private readonly db: Db,
    private readonly meetings: MeetingFinder,
  ) {}

  one(id: string): Promise<MeetingRow | undefined> {
    return this.meetings.one(system, id);
  }

  /** The one before, whether or not there are minutes of it. */
  async before({ id, seriesId, startAt }: MeetingRow): Promise<MeetingRow | undefined> {
    if (!seriesId) return undefined;
    const earlier = await this.db.row<{ id: string }>(sql`
      SELECT m.id FROM meeting m WHERE m.series_id = ${seriesId} AND m.status <> 'cancelled' AND m.id <> ${id}
        AND m.start_at < ${startAt} ORDER BY m.start_at DESC, m.id DESC LIMIT 1`);
    return earlier && this.one(earlier.id);
  }

  async after({ id, seriesId, startAt }: MeetingRow): Promise<MeetingRow | undefined> {
    if (!seriesId) return undefined;
    const later = await this.db.row<{ id: string }>(sql`
      SELECT m.id FROM meeting m WHERE m.series_id = ${seriesId} AND m.status <> 'cancelled' AND m.id <> ${id}
        AND m.start_at > ${startAt} ORDER BY m.start_at, m.id LIMIT 1`);
    return later && this.one(later.id);
  }

  /** The last meetings with settled minutes, one for each series. */
  async settled(): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT m.id FROM meeting m JOIN minutes mi ON mi.meeting_id = m.id
      WHERE mi.status IN ('circulated', 'adopted', 'published') AND m.status <> 'cancelled' AND m.start_at = (
        SELECT MAX(n.start_at) FROM meeting n JOIN minutes ni ON ni.meeting_id = n.id
        WHERE n.series_id = m.series_id AND ni.status IN ('circulated', 'adopted', 'published')
          AND n.status <> 'cancelled')`);
    return rows.map(({ id }) => id);
  }

  async isSettled(meetingId: string): Promise<boolean> {
    const row = await this.db.row<{ status: string }>(sql`SELECT status FROM minutes WHERE meeting_id = ${meetingId}`);
    return isSettled(row?.status);
  }
}

/** `REG 41`, or the title of a meeting without a number. */
export const nameOf = (meeting: Pick<MeetingRow, 'seriesCode' | 'number' | 'title'>): string =>
  referenceOf(meeting) ?? meeting.title;
