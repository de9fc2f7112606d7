import { Injectable } from '@nestjs/common';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';

/** Who writes an item now. */
export interface WriterRow {
  id: string;
  sectionId: string;
  accountId: string;
  name: string;
  tab: string;
  since: Instant;
  untilAt: Instant;
}

export interface RunRow {
  id: string;
  sectionId: string;
  begunAt: Instant;
  endedAt: Instant | null;
}

export interface ParkedRow {
  id: string;
  itemId: string | null;
  /** Title of the item in the minutes. */
  itemTitle: string | null;
  text: string;
  parkedBy: string;
  settledAt: Instant | null;
}

const writer = sql`w.id, w.section_id AS sectionId, w.account_id AS accountId, w.name, w.tab, w.since, w.until_at AS untilAt`;

/** What goes on while minutes are taken. */
@Injectable()
export class LiveFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** The lease of a section, run out or not. */
  lease(sectionId: string): Promise<WriterRow | undefined> {
    return this.db.row(sql`SELECT ${writer} FROM minutes_writer w WHERE w.section_id = ${sectionId}`);
  }

  /** Who is writing in these minutes now. */
  writers(minutesId: string): Promise<WriterRow[]> {
    return this.db.rows(sql`SELECT ${writer} FROM minutes_writer w JOIN minutes_section s ON s.id = w.section_id
      WHERE s.minutes_id = ${minutesId} AND w.until_at > ${this.clock.instant()}`);
  }

  /** In the order in which they began. */
  runs(minutesId: string): Promise<RunRow[]> {
    return this.db.rows(sql`
      SELECT r.id, r.section_id AS sectionId, r.begun_at AS begunAt, r.ended_at AS endedAt
      FROM item_run r JOIN minutes_section s ON s.id = r.section_id
      WHERE s.minutes_id = ${minutesId} ORDER BY r.begun_at, r.id`);
  }

  /** What is open first, in the order in which it was parked. */
  parked(meetingId: string): Promise<ParkedRow[]> {
    return this.db.rows(sql`
      SELECT p.id, p.item_id AS itemId, p.text, p.parked_by AS parkedBy, p.settled_at AS settledAt,
        (SELECT s.title FROM minutes_section s JOIN minutes n ON n.id = s.minutes_id
          WHERE n.meeting_id = p.meeting_id AND s.item_id = p.item_id LIMIT 1) AS itemTitle
      FROM parked_point p WHERE p.meeting_id = ${meetingId}
      ORDER BY CASE WHEN p.settled_at IS NULL THEN 0 ELSE 1 END, p.parked_at, p.id`);
  }
}
