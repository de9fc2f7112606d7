import { Injectable } from '@nestjs/common';
import type { MeetingRow } from '@samrad/meetings';
import type { Instant } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import type { ProposalStatus, ProposalType } from './item-proposal.entity.js';

export interface ProposalRow {
  id: string;
  callId: string;
  /** The meeting that items were called for. */
  calledForId: string;
  calledForTitle: string;
  askedId: string;
  proposer: string;
  stateCode: string | null;
  title: string;
  reason: string;
  minutes: number;
  type: ProposalType;
  documentId: string | null;
  filename: string | null;
  isLate: number;
  status: ProposalStatus;
  answer: string | null;
  itemId: string | null;
  meetingId: string | null;
  meetingTitle: string | null;
  createdAt: Instant;
  version: number;
}

/** Proposed items. For organisers; proposers come with their own link. */
@Injectable()
export class ProposalFinder {
  constructor(private readonly db: Db) {}

  async one(id: string): Promise<ProposalRow | undefined> {
    return (await this.rows(sql`ip.id = ${id}`))[0];
  }

  /** In the order in which they came. */
  ofCall(callId: string): Promise<ProposalRow[]> {
    return this.rows(sql`ip.call_id = ${callId}`);
  }

  /** What earlier meetings of the same series or group left for a later one. */
  deferredFor({ id, seriesId, groupId, startAt }: MeetingRow): Promise<ProposalRow[]> {
    return this.rows(sql`ip.status = 'deferred' AND cm.id <> ${id} AND cm.start_at < ${startAt}
      AND (cm.series_id = ${seriesId} OR cm.group_id = ${groupId})`);
  }

  /** How many wait for an answer, and the meeting of the one that has waited longest. */
  async unanswered(): Promise<{ count: number; meetingId: string | null }> {
    const rows = await this.db.rows<{ meetingId: string }>(sql`
      SELECT c.meeting_id AS meetingId FROM item_proposal ip JOIN item_call c ON c.id = ip.call_id
      WHERE ip.status = 'proposed' ORDER BY ip.created_at, ip.id`);
    return { count: rows.length, meetingId: rows[0]?.meetingId ?? null };
  }

  private rows(condition: Sql): Promise<ProposalRow[]> {
    return this.db.rows<ProposalRow>(sql`
      SELECT ip.id, ip.call_id AS callId, cm.id AS calledForId, cm.title AS calledForTitle, ip.asked_id AS askedId,
        TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS proposer, ip.state_code AS stateCode, ip.title, ip.reason,
        ip.minutes, ip.type, ip.document_id AS documentId, d.filename, ip.is_late AS isLate, ip.status, ip.answer,
        ip.item_id AS itemId, ip.meeting_id AS meetingId, om.title AS meetingTitle, ip.created_at AS createdAt, ip.version
      FROM item_proposal ip
      JOIN item_call c ON c.id = ip.call_id
      JOIN meeting cm ON cm.id = c.meeting_id
      JOIN preparation_asked a ON a.id = ip.asked_id
      JOIN person p ON p.id = a.person_id
      LEFT JOIN document d ON d.id = ip.document_id
      LEFT JOIN meeting om ON om.id = ip.meeting_id
      WHERE ${condition} ORDER BY ip.created_at, ip.id`);
  }
}
