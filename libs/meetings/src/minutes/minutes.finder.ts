import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import type { Instant } from '@samrad/platform/clock';
import { Db, fromJson, sql, type Sql } from '@samrad/platform/database';
import type { RichText } from '@samrad/platform/richtext';
import type { Audience } from '@samrad/library';
import { AgendaFinder } from '../agenda/agenda.finder.js';
import { isNumbered } from '../agenda/agenda.rules.js';
import type { AgendaLine } from '../agenda/agenda.types.js';
import type { MeetingStatus } from '../meeting/meeting.entity.js';
import type { AdoptedWay, MinutesStatus, TopicOutcome } from './minutes.entity.js';
import { visibleTo } from './minutes.policy.js';
import { snapshotIn } from './minutes-snapshot.js';
import type { MinutesSnapshot, MinutesVersionDetails, MinutesVersionRow } from './minutes.types.js';

export interface MinutesRow {
  id: string;
  meetingId: string;
  status: MinutesStatus;
  audience: Audience;
  publishedAt: Instant | null;
  publishedNumber: number;
  adoptedAt: Instant | null;
  adoptedWay: AdoptedWay | null;
  /** Who did it; with `silence` who sent it round. */
  adoptedBy: string | null;
  version: number;
}

export interface SectionRow {
  id: string;
  minutesId: string;
  meetingId: string;
  meetingStatus: MeetingStatus;
  itemId: string | null;
  place: number;
  title: string;
  content: RichText;
  editedBy: string | null;
  editedAt: Instant | null;
  outcome: TopicOutcome | null;
  /** The topic of the series that its item belongs to. */
  topicId: string | null;
  version: number;
}

const columns = sql`mi.id, mi.meeting_id AS meetingId, mi.status, mi.audience, mi.published_at AS publishedAt,
  mi.published_number AS publishedNumber, mi.adopted_at AS adoptedAt, mi.adopted_way AS adoptedWay,
  mi.adopted_by AS adoptedBy, mi.version`;

@Injectable()
export class MinutesFinder {
  constructor(
    private readonly db: Db,
    private readonly agenda: AgendaFinder,
  ) {}

  /** @returns undefined when there are none or they are not for the actor; the two look the same */
  ofMeeting(actor: Actor, meetingId: string): Promise<MinutesRow | undefined> {
    return this.db.row(sql`SELECT ${columns} FROM minutes mi
      WHERE mi.meeting_id = ${meetingId} AND ${visibleTo(actor)}`);
  }

  /** The text that was adopted; null when none was. */
  async adopted(minutesId: string): Promise<MinutesSnapshot | null> {
    const row = await this.db.row<{ snapshot: unknown }>(sql`
      SELECT adopted_snapshot AS snapshot FROM minutes WHERE id = ${minutesId}`);
    return row?.snapshot ? snapshotIn(row.snapshot) : null;
  }

  /** Sections in order; for those who write. */
  sections(minutesId: string): Promise<SectionRow[]> {
    return this.sectionRows(sql`s.minutes_id = ${minutesId} ORDER BY s.place, s.id`);
  }

  async section(id: string): Promise<SectionRow | undefined> {
    return (await this.sectionRows(sql`s.id = ${id}`))[0];
  }

  /** Who published what, newest first. */
  versions(minutesId: string): Promise<MinutesVersionRow[]> {
    return this.db.rows(sql`
      SELECT number, audience, published_by AS publishedBy, published_at AS publishedAt, note
      FROM minutes_version WHERE minutes_id = ${minutesId} ORDER BY number DESC`);
  }

  /** @param number absent: the newest */
  async version(minutesId: string, number?: number): Promise<MinutesVersionDetails | undefined> {
    const wanted = number === undefined ? sql`1 = 1` : sql`number = ${number}`;
    const row = await this.db.row<MinutesVersionDetails>(sql`
      SELECT number, audience, published_by AS publishedBy, published_at AS publishedAt, note, snapshot,
        exemption, exemption_reason AS exemptionReason, exemption_review_on AS exemptionReviewOn
      FROM minutes_version WHERE minutes_id = ${minutesId} AND ${wanted} ORDER BY number DESC LIMIT 1`);
    return row && { ...row, snapshot: snapshotIn(row.snapshot) };
  }

  /** The agenda that the minutes follow: as published, or the draft while nothing is; breaks left out. */
  async items(meeting: { id: string; startWall: string; endWall: string }): Promise<AgendaLine[]> {
    const published = await this.agenda.version(meeting.id);
    const lines = published?.snapshot.items ?? (await this.agenda.draft(meeting));
    return lines.filter(isNumbered);
  }

  /** The same with items that were on an earlier version only: their sections stay, and stay as closed as they were. */
  async itemsEver(meeting: { id: string; startWall: string; endWall: string }): Promise<AgendaLine[]> {
    const items = await this.items(meeting);
    const earlier = (await this.agenda.wholeVersions(meeting.id)).flatMap(({ snapshot }) => snapshot.items);
    const known = new Map([...earlier.reverse(), ...items].map((item) => [item.id, item]));
    return [...known.values()];
  }

  private async sectionRows(condition: Sql): Promise<SectionRow[]> {
    const rows = await this.db.rows<SectionRow>(sql`
      SELECT s.id, s.minutes_id AS minutesId, mi.meeting_id AS meetingId, m.status AS meetingStatus,
        s.item_id AS itemId, s.place, s.title, s.content, s.edited_by AS editedBy, s.edited_at AS editedAt, s.version,
        s.outcome, ai.topic_id AS topicId
      FROM minutes_section s JOIN minutes mi ON mi.id = s.minutes_id JOIN meeting m ON m.id = mi.meeting_id
      LEFT JOIN agenda_item ai ON ai.id = s.item_id
      WHERE ${condition}`);
    return rows.map((row) => ({ ...row, content: fromJson<RichText>(row.content) }));
  }
}
