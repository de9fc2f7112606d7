import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, empty, join, sql, type Sql } from '@samrad/platform/database';
import { Search } from '@samrad/platform/search';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { MeetingQuery } from './meeting.dto.js';
import type { MeetingStatus } from './meeting.entity.js';
import { visibleTo } from './meeting.policy.js';

/** A meeting as the list shows it. */
export interface MeetingListRow {
  id: string;
  seriesCode: string | null;
  number: number | null;
  title: string;
  status: MeetingStatus;
  startWall: string;
  endWall: string;
  zone: string;
  startAt: Instant;
  endAt: Instant;
  place: string | null;
  /** 1 when there is a video link; the link itself is for those who take part. */
  hasVideo: number;
  groupCode: string | null;
}

/** Answers to sent invitations of one meeting. */
export interface AnswerCounts {
  yes: number;
  online: number;
  maybe: number;
  no: number;
  none: number;
  total: number;
}

export const noAnswers = (): AnswerCounts => ({ yes: 0, online: 0, maybe: 0, no: 0, none: 0, total: 0 });

interface CountRow {
  meetingId: string;
  status: string;
  mode: string | null;
  n: number;
}

/** Lists of meetings and figures about them. */
@Injectable()
export class MeetingListFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly search: Search,
  ) {}

  /** Upcoming ones by time, past ones newest first. @param counted count all as well */
  async page(actor: Actor, query: MeetingQuery, counted = false): Promise<PageOf<MeetingListRow>> {
    const where = sql`WHERE ${visibleTo(actor)}${this.filter(query)}`;
    const order = query.when === 'upcoming' ? sql`m.start_at, m.id` : sql`m.start_at DESC, m.id DESC`;
    const rows = await this.db.rows<MeetingListRow>(sql`
      SELECT m.id, s.code AS seriesCode, m.number, m.title, m.status, m.start_wall AS startWall,
        m.end_wall AS endWall, m.zone, m.start_at AS startAt, m.end_at AS endAt, m.place,
        CASE WHEN m.video_url IS NULL THEN 0 ELSE 1 END AS hasVideo, g.code AS groupCode
      FROM meeting m LEFT JOIN meeting_series s ON s.id = m.series_id
      LEFT JOIN network_group g ON g.id = m.group_id
      ${where} ORDER BY ${order} LIMIT ${query.per + 1} OFFSET ${(query.page - 1) * query.per}`);
    const total = counted ? await this.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM meeting m ${where}`) : null;
    return pageOf(rows, query, total ? Number(total.n) : null);
  }

  /** Years in which the actor sees meetings, newest first. */
  async years(actor: Actor): Promise<string[]> {
    const rows = await this.db.rows<{ year: string }>(sql`
      SELECT DISTINCT SUBSTR(m.start_wall, 1, 4) AS year FROM meeting m WHERE ${visibleTo(actor)} ORDER BY year DESC`);
    return rows.map(({ year }) => year);
  }

  /** Answers by meeting, of those who were sent an invitation and are still on the list. */
  async answers(meetingIds: readonly string[]): Promise<Map<string, AnswerCounts>> {
    if (!meetingIds.length) return new Map();
    const rows = await this.db.rows<CountRow>(sql`
      SELECT i.meeting_id AS meetingId, i.status, i.mode, COUNT(*) AS n FROM invitation i
      WHERE i.meeting_id IN (${join([...meetingIds])}) AND i.sent_at IS NOT NULL AND i.removed_at IS NULL
      GROUP BY i.meeting_id, i.status, i.mode`);
    const counts = new Map<string, AnswerCounts>();
    for (const row of rows) {
      const of = counts.get(row.meetingId) ?? noAnswers();
      of[answerOf(row)] += Number(row.n);
      of.total += Number(row.n);
      counts.set(row.meetingId, of);
    }
    return counts;
  }

  private filter(query: MeetingQuery): Sql {
    const now = this.clock.instant();
    const ids = query.q ? this.search.idsMatching('meeting', query.q) : null;
    const times = { upcoming: sql`m.end_at >= ${now}`, past: sql`m.end_at < ${now}`, all: null };
    const found = ids && sql`m.id IN (${ids})`;
    const conditions = [times[query.when], found, ...factsOf(query)].filter((condition) => condition !== null);
    return conditions.length ? sql` AND ${join(conditions, ' AND ')}` : empty;
  }
}

function factsOf({ series, group, status, year }: MeetingQuery): (Sql | null)[] {
  return [
    series ? sql`m.series_id = ${series}` : null,
    group ? sql`m.group_id = ${group}` : null,
    status ? sql`m.status = ${status}` : null,
    year ? sql`m.start_wall >= ${year} AND m.start_wall < ${String(Number(year) + 1)}` : null,
  ];
}

function answerOf({ status, mode }: CountRow): Exclude<keyof AnswerCounts, 'total'> {
  if (status === 'accepted') return mode === 'online' ? 'online' : 'yes';
  if (status === 'tentative') return 'maybe';
  return status === 'declined' || status === 'delegated' ? 'no' : 'none';
}
