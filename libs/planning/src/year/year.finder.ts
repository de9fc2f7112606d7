import { Injectable } from '@nestjs/common';
import { MeetingFinder, type MeetingRow } from '@samrad/meetings';
import { system } from '@samrad/platform/auth';
import { Db, sql, type Sql } from '@samrad/platform/database';
import type { FixedKind } from './year.rules.js';

export interface PlaceRow {
  id: string;
  seriesId: string;
  year: number;
  title: string;
  /** Of the meeting, once there is one. */
  startWall: string;
  endWall: string;
  zone: string;
  place: string | null;
  meetingId: string | null;
  meetingStatus: string | null;
  meetingNumber: number | null;
  version: number;
}

export interface FixedRow {
  id: string;
  kind: FixedKind;
  title: string;
  startsOn: string;
  endsOn: string;
  place: string | null;
  version: number;
}

/** Reads of the plan of a year. For organisers, who see all of it. */
@Injectable()
export class YearFinder {
  constructor(
    private readonly db: Db,
    private readonly meetings: MeetingFinder,
  ) {}

  /** In order of time. A place whose meeting was cancelled is left out: its days are free again. */
  places(seriesId: string, year: number): Promise<PlaceRow[]> {
    return this.db.rows<PlaceRow>(sql`${places} WHERE pm.series_id = ${seriesId} AND pm.year = ${year}
      AND (m.status IS NULL OR m.status <> 'cancelled') ORDER BY startWall, pm.id`);
  }

  place(id: string): Promise<PlaceRow | undefined> {
    return this.db.row<PlaceRow>(sql`${places} WHERE pm.id = ${id}`);
  }

  /** Fixed dates that touch a year, and the days around it. */
  fixed(year: number): Promise<FixedRow[]> {
    return this.db.rows<FixedRow>(sql`${fixed}
      WHERE fd.starts_on <= ${`${year + 1}-01-07`} AND fd.ends_on >= ${`${year - 1}-12-25`}
      ORDER BY fd.starts_on, fd.id`);
  }

  fixedDate(id: string): Promise<FixedRow | undefined> {
    return this.db.row<FixedRow>(sql`${fixed} WHERE fd.id = ${id}`);
  }

  /** Other meetings of the series or its group in and around a year that are no place of the plan. */
  otherMeetings(series: { id: string; groupId: string | null }, year: number): Promise<MeetingRow[]> {
    const [from, to] = [`${year - 1}-12-20`, `${year + 1}-01-12`];
    return this.meetings.some(
      system,
      sql`m.start_wall >= ${from} AND m.start_wall < ${to} AND m.status <> 'cancelled'
        AND (m.series_id = ${series.id} OR m.group_id = ${series.groupId ?? ''})
        AND NOT EXISTS (SELECT 1 FROM planned_meeting pm WHERE pm.meeting_id = m.id
          AND pm.series_id = ${series.id} AND pm.year = ${year})`,
    );
  }
}

const places: Sql = sql`
  SELECT pm.id, pm.series_id AS seriesId, pm.year, COALESCE(m.title, pm.title) AS title,
    COALESCE(m.start_wall, pm.start_wall) AS startWall, COALESCE(m.end_wall, pm.end_wall) AS endWall,
    COALESCE(m.zone, pm.zone) AS zone, CASE WHEN m.id IS NULL THEN pm.place ELSE m.place END AS place,
    pm.meeting_id AS meetingId, m.status AS meetingStatus, m.number AS meetingNumber, pm.version
  FROM planned_meeting pm LEFT JOIN meeting m ON m.id = pm.meeting_id`;

const fixed: Sql = sql`
  SELECT fd.id, fd.kind, fd.title, fd.starts_on AS startsOn, fd.ends_on AS endsOn, fd.place, fd.version
  FROM fixed_date fd`;
