import { Injectable } from '@nestjs/common';
import { Db, sql } from '@samrad/platform/database';
import { Clock } from '@samrad/platform/clock';
import type { CarriedKind, KeptReason } from './carry-over.entity.js';
import { whyKept } from './carry-over.rules.js';

export interface CarryOverRow {
  id: string;
  meetingId: string;
  fromMeetingId: string | null;
  kind: CarriedKind;
  topicKey: string;
  itemId: string;
  /** As it stands on the agenda; null: somebody took it away. */
  title: string | null;
  keptBecause: KeptReason | null;
}

interface Facts {
  itemVersion: number;
  version: number;
  status: string;
  startAt: string;
  uses: number;
}

/** What came by itself. For organisers. */
@Injectable()
export class CarryOverFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Onto the agenda of a meeting. */
  into(meetingId: string): Promise<CarryOverRow[]> {
    return this.db.rows(sql`${select} WHERE c.meeting_id = ${meetingId} ORDER BY c.id`);
  }

  /** From the minutes of a meeting. */
  from(meetingId: string): Promise<CarryOverRow[]> {
    return this.db.rows(sql`${select} WHERE c.from_meeting_id = ${meetingId} ORDER BY c.id`);
  }

  /** Topics that have an item on the agenda, whoever put it there. */
  async topicsOn(meetingId: string): Promise<Set<string>> {
    const rows = await this.db.rows<{ topicId: string }>(sql`
      SELECT topic_id AS topicId FROM agenda_item WHERE meeting_id = ${meetingId} AND topic_id IS NOT NULL`);
    return new Set(rows.map(({ topicId }) => topicId));
  }

  /** Why the item stays if what it came from is open again; null: it goes back. */
  async whyKept({ itemId, meetingId }: CarryOverRow): Promise<KeptReason | null> {
    const facts = await this.db.row<Facts>(sql`
      SELECT c.item_version AS itemVersion, i.version, m.status, m.start_at AS startAt, (
          SELECT COUNT(*) FROM (
            SELECT md.item_id FROM meeting_document md WHERE md.item_id = ${itemId}
            UNION ALL SELECT se.item_id FROM minutes_section se WHERE se.item_id = ${itemId}
            UNION ALL SELECT d.item_id FROM decision d WHERE d.item_id = ${itemId}
            UNION ALL SELECT a.item_id FROM action_item a WHERE a.item_id = ${itemId}
            UNION ALL SELECT p.item_id FROM agenda_presenter p WHERE p.item_id = ${itemId}) used) AS uses
      FROM carry_over c JOIN agenda_item i ON i.id = c.item_id JOIN meeting m ON m.id = c.meeting_id
      WHERE c.item_id = ${itemId}`);
    if (!facts) return null;
    return whyKept({
      isBegun: facts.startAt <= this.clock.instant() || !['draft', 'called'].includes(facts.status),
      isEdited: facts.version !== facts.itemVersion,
      isUsed: Number(facts.uses) > 0,
      isPublished: await this.isPublished(meetingId, itemId),
    });
  }

  private async isPublished(meetingId: string, itemId: string): Promise<boolean> {
    const row = await this.db.row(sql`
      SELECT id FROM agenda_version WHERE meeting_id = ${meetingId} AND snapshot LIKE ${`%${itemId}%`} LIMIT 1`);
    return row !== undefined;
  }
}

const select = sql`
  SELECT c.id, c.meeting_id AS meetingId, c.from_meeting_id AS fromMeetingId, c.kind, c.topic_key AS topicKey,
    c.item_id AS itemId, i.title, c.kept_because AS keptBecause
  FROM carry_over c LEFT JOIN agenda_item i ON i.id = c.item_id`;
