import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import type { Day, Instant } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import type { MeetingAudience, MeetingStatus } from './meeting.entity.js';
import { invitedTo, visibleTo } from './meeting.policy.js';

/** A meeting as its page, its panels and its mails need it. */
export interface MeetingRow {
  id: string;
  seriesId: string | null;
  seriesCode: string | null;
  number: number | null;
  title: string;
  description: string | null;
  status: MeetingStatus;
  /** `YYYY-MM-DDTHH:MM` in `zone`. */
  startWall: string;
  endWall: string;
  zone: string;
  startAt: Instant;
  endAt: Instant;
  place: string | null;
  videoUrl: string | null;
  hostStateCode: string | null;
  /** ISO 639-1 codes separated by commas. */
  languages: string;
  groupId: string | null;
  groupCode: string | null;
  groupNameEn: string | null;
  groupNameNb: string | null;
  groupNameNn: string | null;
  chairId: string | null;
  chairName: string | null;
  secretaryId: string | null;
  secretaryName: string | null;
  answerBy: Day | null;
  audience: MeetingAudience;
  uid: string;
  /** Null before the first mail. */
  organiserAddress: string | null;
  sequence: number;
  significantSequence: number;
  toldSignificantSequence: number;
  /** Newest published version of the agenda; null: none. */
  agendaNumber: number | null;
  agendaToTell: number | null;
  showsParticipants: boolean | number;
  refusesProposals: boolean | number;
  /** Days before the answer deadline, e.g. `7,2,-1`; empty: nobody is reminded. */
  reminderDays: string;
  statusReason: string | null;
  calledAt: Instant | null;
  createdAt: Instant;
  updatedAt: Instant;
  version: number;
  /** 1 when the reader has a sent invitation. */
  isInvited: number;
}

/** Full name of the joined person with that alias. */
const nameOf = (alias: 'c' | 'y'): Sql => {
  const [given, family] =
    alias === 'c' ? [sql`c.given_name`, sql`c.family_name`] : [sql`y.given_name`, sql`y.family_name`];
  return sql`CASE WHEN ${given} IS NULL THEN NULL ELSE TRIM(CONCAT(${given}, ' ', ${family})) END`;
};

@Injectable()
export class MeetingFinder {
  constructor(private readonly db: Db) {}

  /** @returns undefined when it does not exist or is not for the actor; the two look the same */
  one(actor: Actor, id: string): Promise<MeetingRow | undefined> {
    return this.db.row<MeetingRow>(sql`${this.select(actor)} WHERE m.id = ${id} AND ${visibleTo(actor)}`);
  }

  /** Meetings in order of time whose ids are given, as far as the actor may see them. */
  some(actor: Actor, condition: Sql): Promise<MeetingRow[]> {
    return this.db.rows<MeetingRow>(sql`
      ${this.select(actor)} WHERE ${condition} AND ${visibleTo(actor)} ORDER BY m.start_at, m.id`);
  }

  /** Every mailbox that some calendar knows a meeting by. */
  async organiserAddresses(): Promise<string[]> {
    const rows = await this.db.rows<{ address: string }>(sql`
      SELECT DISTINCT organiser_address AS address FROM meeting WHERE organiser_address IS NOT NULL`);
    return rows.map(({ address }) => address);
  }

  private select(actor: Actor): Sql {
    return sql`
      SELECT m.id, m.series_id AS seriesId, s.code AS seriesCode, m.number, m.title, m.description, m.status,
        m.start_wall AS startWall, m.end_wall AS endWall, m.zone, m.start_at AS startAt, m.end_at AS endAt,
        m.place, m.video_url AS videoUrl, m.host_state_code AS hostStateCode, m.languages,
        m.group_id AS groupId, g.code AS groupCode, g.name_en AS groupNameEn, g.name_nb AS groupNameNb,
        g.name_nn AS groupNameNn, m.chair_id AS chairId, ${nameOf('c')} AS chairName,
        m.secretary_id AS secretaryId, ${nameOf('y')} AS secretaryName, m.answer_by AS answerBy, m.audience,
        m.uid, m.organiser_address AS organiserAddress, m.sequence, m.significant_sequence AS significantSequence, m.status_reason AS statusReason,
        m.told_significant_sequence AS toldSignificantSequence, m.shows_participants AS showsParticipants,
        m.refuses_proposals AS refusesProposals, m.reminder_days AS reminderDays, m.called_at AS calledAt, m.created_at AS createdAt, m.updated_at AS updatedAt, m.version,
        m.agenda_to_tell AS agendaToTell,
        (SELECT MAX(v.number) FROM agenda_version v WHERE v.meeting_id = m.id) AS agendaNumber,
        CASE WHEN ${invitedTo(actor)} THEN 1 ELSE 0 END AS isInvited
      FROM meeting m
      LEFT JOIN meeting_series s ON s.id = m.series_id
      LEFT JOIN network_group g ON g.id = m.group_id
      LEFT JOIN person c ON c.id = m.chair_id
      LEFT JOIN person y ON y.id = m.secretary_id`;
  }
}
