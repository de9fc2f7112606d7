import { Injectable } from '@nestjs/common';
import { FormerMembers } from '@samrad/network';
import { Clock, type Day, type Instant } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { PollQuery } from './poll.dto.js';
import type { PollStatus } from './poll.entity.js';
import type { Vote } from './poll.rules.js';

export interface PollRow {
  id: string;
  title: string;
  description: string | null;
  status: PollStatus;
  statusReason: string | null;
  seriesId: string | null;
  seriesCode: string | null;
  groupId: string | null;
  groupNameEn: string | null;
  groupNameNb: string | null;
  groupNameNn: string | null;
  place: string | null;
  videoUrl: string | null;
  respondBy: Day;
  showsAnswers: number;
  chosenSlotId: string | null;
  meetingId: string | null;
  createdBy: string;
  createdAt: Instant;
  updatedAt: Instant;
  version: number;
}

export interface PollListRow extends PollRow {
  slots: number;
  asked: number;
  answered: number;
}

export interface SlotRow {
  id: string;
  startWall: string;
  endWall: string;
  zone: string;
  startAt: Instant;
  endAt: Instant;
}

export interface VoterRow {
  id: string;
  pollId: string;
  personId: string;
  name: string;
  stateCode: string | null;
  organisation: string | null;
  address: string;
  language: Language;
  isKey: number;
  comment: string | null;
  answeredAt: Instant | null;
  sentAt: Instant | null;
  remindedAt: Instant | null;
  /** 1 when there is no answer yet, or times were proposed since. */
  isWaiting: number;
  /** Group of the poll. */
  groupId: string | null;
}

/** Reads of polls. For organisers, who see all of them; those asked come with their own link. */
@Injectable()
export class PollFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly former: FormerMembers,
  ) {}

  one(id: string): Promise<PollRow | undefined> {
    return this.db.row<PollRow>(sql`SELECT ${columns} ${from} WHERE q.id = ${id}`);
  }

  /** Open ones first, then by the day answers are due, the latest first. */
  async page({ status, page, per }: PollQuery): Promise<PageOf<PollListRow>> {
    const where = status ? sql`WHERE q.status = ${status}` : sql``;
    const rows = await this.db.rows<PollListRow>(sql`
      SELECT ${columns},
        (SELECT COUNT(*) FROM poll_slot s WHERE s.poll_id = q.id) AS slots,
        (SELECT COUNT(*) FROM poll_voter v WHERE v.poll_id = q.id AND v.sent_at IS NOT NULL) AS asked,
        (SELECT COUNT(*) FROM poll_voter v WHERE v.poll_id = q.id AND v.answered_at IS NOT NULL) AS answered
      ${from} ${where}
      ORDER BY CASE q.status WHEN 'open' THEN 0 WHEN 'draft' THEN 1 WHEN 'closed' THEN 2 ELSE 3 END,
        q.respond_by DESC, q.id DESC LIMIT ${per + 1} OFFSET ${(page - 1) * per}`);
    const total = await this.count(where);
    const counted = rows.map((row) => ({ ...row, ...numbers(row) }));
    return pageOf(counted, { page, per }, total);
  }

  /** How many open polls have had their day. */
  async overdue(): Promise<number> {
    return this.count(sql`WHERE q.status = 'open' AND q.respond_by < ${this.clock.today()}`);
  }

  /** In order of time. */
  slots(pollId: string): Promise<SlotRow[]> {
    return this.db.rows<SlotRow>(sql`
      SELECT s.id, s.start_wall AS startWall, s.end_wall AS endWall, s.zone, s.start_at AS startAt, s.end_at AS endAt
      FROM poll_slot s WHERE s.poll_id = ${pollId} ORDER BY s.start_at, s.end_at, s.id`);
  }

  /** By State and name. @param condition on `poll_voter v` */
  voters(pollId: string, condition: Sql = sql`1 = 1`): Promise<VoterRow[]> {
    return this.db.rows<VoterRow>(sql`${this.selectVoter()} WHERE v.poll_id = ${pollId} AND ${condition}
      ORDER BY CASE WHEN v.state_code IS NULL THEN 1 ELSE 0 END, v.state_code, p.sort_name, v.id`);
  }

  /** Those who were asked. */
  asked(pollId: string): Promise<VoterRow[]> {
    return this.voters(pollId, sql`v.sent_at IS NOT NULL`);
  }

  /** Those of them who get mail: whoever has left the network, or the group of the poll, gets none. */
  async toTell(pollId: string): Promise<VoterRow[]> {
    return this.staying(await this.voters(pollId, sql`v.sent_at IS NOT NULL AND ${this.isHere()}`));
  }

  /** Those who are still to be asked and have an address. */
  toAsk(pollId: string): Promise<VoterRow[]> {
    return this.voters(pollId, sql`v.sent_at IS NULL AND v.address <> '' AND ${this.isHere()}`);
  }

  /** Whoever has left the network, or the group of the poll, is not let in any more. @param hash of the secret part of a personal link */
  async byLink(hash: string): Promise<VoterRow | undefined> {
    const rows = await this.db.rows<VoterRow>(sql`${this.selectVoter()}
      WHERE v.link_hash = ${hash} AND v.sent_at IS NOT NULL AND ${this.isHere()}`);
    return (await this.staying(rows))[0];
  }

  /** Open polls that wait for a person's answer; the one that is due first comes first. */
  async waitingFor(personId: string): Promise<{ voterId: string }[]> {
    const rows = await this.db.rows<OwnRow>(sql`
      SELECT ${ownColumns} FROM poll_voter v JOIN poll q ON q.id = v.poll_id
      WHERE v.person_id = ${personId} AND q.status = 'open' AND v.sent_at IS NOT NULL AND ${isWaiting}
      ORDER BY q.respond_by, v.id`);
    return this.staying(rows);
  }

  /** Open polls that a person was asked in, answered or not. */
  async openFor(personId: string): Promise<{ voterId: string; title: string }[]> {
    const rows = await this.db.rows<OwnRow>(sql`
      SELECT ${ownColumns} FROM poll_voter v JOIN poll q ON q.id = v.poll_id
      WHERE v.person_id = ${personId} AND q.status = 'open' AND v.sent_at IS NOT NULL ORDER BY q.respond_by, v.id`);
    return this.staying(rows);
  }

  votes(pollId: string): Promise<Vote[]> {
    return this.db.rows<Vote>(sql`
      SELECT x.voter_id AS voterId, x.slot_id AS slotId, x.answer
      FROM poll_vote x JOIN poll_voter v ON v.id = x.voter_id WHERE v.poll_id = ${pollId}`);
  }

  private async count(where: Sql): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM poll q ${where}`);
    return Number(row!.n);
  }

  /** Without those whose term in the group of the poll ended since they were asked. */
  private async staying<R extends Pick<VoterRow, 'personId' | 'groupId' | 'sentAt'>>(rows: readonly R[]): Promise<R[]> {
    const gone = await this.former.among(rows, ({ personId, groupId, sentAt: askedAt }) => ({
      ...{ personId, groupId, askedAt },
    }));
    return rows.filter((row) => !gone.has(row));
  }

  private isHere(): Sql {
    return sql`(p.left_on IS NULL OR p.left_on > ${this.clock.today()})`;
  }

  private selectVoter(): Sql {
    const today = this.clock.today();
    return sql`
      SELECT v.id, v.poll_id AS pollId, v.person_id AS personId,
        TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, v.state_code AS stateCode, o.name AS organisation, v.address,
        p.mail_language AS language, v.is_key AS isKey, v.comment, v.answered_at AS answeredAt, v.sent_at AS sentAt,
        v.reminded_at AS remindedAt, (SELECT gq.group_id FROM poll gq WHERE gq.id = v.poll_id) AS groupId,
        CASE WHEN ${isWaiting} THEN 1 ELSE 0 END AS isWaiting
      FROM poll_voter v
      JOIN person p ON p.id = v.person_id
      LEFT JOIN affiliation a ON a.id = (SELECT w.id FROM affiliation w WHERE w.person_id = v.person_id
        AND (w.valid_from IS NULL OR w.valid_from <= ${today}) AND (w.valid_to IS NULL OR w.valid_to >= ${today})
        ORDER BY w.valid_from DESC, w.id DESC LIMIT 1)
      LEFT JOIN organisation o ON o.id = a.organisation_id`;
  }
}

/** An open poll of somebody. */
interface OwnRow extends Pick<VoterRow, 'personId' | 'groupId' | 'sentAt'> {
  voterId: string;
  title: string;
}

const ownColumns = sql`v.id AS voterId, q.title, v.person_id AS personId, q.group_id AS groupId, v.sent_at AS sentAt`;

const columns = sql`q.id, q.title, q.description, q.status, q.status_reason AS statusReason,
  q.series_id AS seriesId, se.code AS seriesCode, q.group_id AS groupId, g.name_en AS groupNameEn,
  g.name_nb AS groupNameNb, g.name_nn AS groupNameNn, q.place, q.video_url AS videoUrl, q.respond_by AS respondBy,
  q.shows_answers AS showsAnswers, q.chosen_slot_id AS chosenSlotId, q.meeting_id AS meetingId,
  q.created_by AS createdBy, q.created_at AS createdAt, q.updated_at AS updatedAt, q.version`;

const from = sql`FROM poll q
  LEFT JOIN meeting_series se ON se.id = q.series_id
  LEFT JOIN network_group g ON g.id = q.group_id`;

/** Of `poll_voter v`: nothing answered, or times were proposed since. */
export const isWaiting = sql`(v.answered_at IS NULL OR EXISTS (
  SELECT 1 FROM poll_slot ws WHERE ws.poll_id = v.poll_id AND ws.created_at > v.answered_at))`;

const numbers = ({ slots, asked, answered }: PollListRow) => ({
  slots: Number(slots),
  asked: Number(asked),
  answered: Number(answered),
});
