import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import type { Instant } from '@samrad/platform/clock';
import { Db, fromJson, sql, type Sql } from '@samrad/platform/database';
import type { RichText } from '@samrad/platform/richtext';
import type { Audience, Exempted } from '@samrad/library';
import { AgendaFinder } from '../agenda/agenda.finder.js';
import { isNumbered } from '../agenda/agenda.rules.js';
import type { AgendaLine } from '../agenda/agenda.types.js';
import type { SessionAccess } from '../agenda/session/session.types.js';
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
  /** The version that keeps the adopted text. */
  adoptedNumber: number | null;
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
  mi.adopted_by AS adoptedBy, mi.adopted_number AS adoptedNumber, mi.version`;

const madeColumns = sql`v.audience, v.published_by AS publishedBy, v.published_at AS publishedAt, v.note,
  v.adopted_way AS adoptedWay`;

type VersionColumns = MinutesVersionRow &
  Exempted & {
    snapshot: unknown;
    noteAccess: SessionAccess | null;
    adoptionNumber: number | null;
    adoptionAt: Instant | null;
    adoptionBy: string | null;
    adoptionWay: AdoptedWay | null;
  };

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
  async adopted({ id, adoptedNumber }: Pick<MinutesRow, 'id' | 'adoptedNumber'>): Promise<MinutesSnapshot | null> {
    const version = adoptedNumber === null ? undefined : await this.version(id, adoptedNumber);
    return version?.snapshot ?? null;
  }

  /** Sections in order; for those who write. */
  sections(minutesId: string): Promise<SectionRow[]> {
    return this.sectionRows(sql`s.minutes_id = ${minutesId} ORDER BY s.place, s.id`);
  }

  async section(id: string): Promise<SectionRow | undefined> {
    return (await this.sectionRows(sql`s.id = ${id}`))[0];
  }

  /** Who adopted and published what, newest first. */
  versions(minutesId: string): Promise<MinutesVersionRow[]> {
    return this.db.rows(sql`
      SELECT v.number, ${madeColumns} FROM minutes_version v WHERE v.minutes_id = ${minutesId} ORDER BY v.number DESC`);
  }

  /** @param number absent: the newest that was published */
  async version(minutesId: string, number?: number): Promise<MinutesVersionDetails | undefined> {
    const wanted = number === undefined ? sql`v.adopted_way IS NULL` : sql`v.number = ${number}`;
    const row = await this.db.row<VersionColumns>(sql`
      SELECT v.number, ${madeColumns}, v.snapshot, v.exemption, v.exemption_reason AS exemptionReason,
        v.exemption_review_on AS exemptionReviewOn, v.note_access AS noteAccess, v.adopted_number AS adoptionNumber,
        a.published_at AS adoptionAt, a.published_by AS adoptionBy, a.adopted_way AS adoptionWay
      FROM minutes_version v
      LEFT JOIN minutes_version a ON a.minutes_id = v.minutes_id AND a.number = v.adopted_number
      WHERE v.minutes_id = ${minutesId} AND ${wanted} ORDER BY v.number DESC LIMIT 1`);
    return row && versionOf(row);
  }

  /** The number that the next version gets. */
  async nextNumber(minutesId: string): Promise<number> {
    const row = await this.db.row<{ last: number | null }>(sql`
      SELECT MAX(number) AS last FROM minutes_version WHERE minutes_id = ${minutesId}`);
    return Number(row?.last ?? 0) + 1;
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

function versionOf(row: VersionColumns): MinutesVersionDetails {
  const { adoptionNumber, adoptionAt, adoptionBy, adoptionWay, snapshot, ...version } = row;
  const adoption =
    adoptionNumber === null ? null : { number: adoptionNumber, at: adoptionAt!, by: adoptionBy!, way: adoptionWay! };
  return { ...version, adoption, snapshot: snapshotIn(snapshot) };
}
