import { Injectable } from '@nestjs/common';
import type { Day } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import type { ItemCallStatus } from './item-call.entity.js';

export interface ItemCallRow {
  id: string;
  meetingId: string;
  message: string | null;
  respondBy: Day;
  status: ItemCallStatus;
  version: number;
}

/** Calls for items. For organisers; those asked come with their own link. */
@Injectable()
export class ItemCallFinder {
  constructor(private readonly db: Db) {}

  one(id: string): Promise<ItemCallRow | undefined> {
    return this.row(sql`c.id = ${id}`);
  }

  ofMeeting(meetingId: string): Promise<ItemCallRow | undefined> {
    return this.row(sql`c.meeting_id = ${meetingId}`);
  }

  private row(condition: Sql): Promise<ItemCallRow | undefined> {
    return this.db.row<ItemCallRow>(sql`
      SELECT c.id, c.meeting_id AS meetingId, c.message, c.respond_by AS respondBy, c.status, c.version
      FROM item_call c WHERE ${condition}`);
  }
}
