import { Injectable } from '@nestjs/common';
import { AgendaFinder, type AgendaLine, type MeetingRow } from '@samrad/meetings';
import type { Day } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import type { AskedItem } from './confirmation.rules.js';

export interface ConfirmationRow extends AskedItem {
  askedId: string;
  name: string;
  respondBy: Day;
  talkTitle: string | null;
  needs: string | null;
}

/** The agenda that presenters are asked about. */
export interface Basis {
  items: AgendaLine[];
  isDraft: boolean;
  /** There is a published agenda as well. */
  isPublished: boolean;
}

/** Reads of what presenters were asked and said. For organisers. */
@Injectable()
export class ConfirmationFinder {
  constructor(
    private readonly db: Db,
    private readonly agenda: AgendaFinder,
  ) {}

  /** In the order in which they were asked. */
  ofMeeting(meetingId: string): Promise<ConfirmationRow[]> {
    return this.rows(sql`a.about = 'presenter' AND a.about_id = ${meetingId}`);
  }

  ofAsked(askedId: string): Promise<ConfirmationRow[]> {
    return this.rows(sql`c.asked_id = ${askedId}`);
  }

  /** The published agenda, or the draft where there is none or it is wanted. */
  async basis(meeting: MeetingRow, wantsDraft: boolean): Promise<Basis> {
    const version = await this.agenda.version(meeting.id);
    if (version && !wantsDraft) return { items: version.snapshot.items, isDraft: false, isPublished: true };
    const lines = await this.agenda.draft(meeting);
    return { items: lines.map(({ version: _, ...line }) => line), isDraft: true, isPublished: Boolean(version) };
  }

  private rows(condition: Sql): Promise<ConfirmationRow[]> {
    return this.db.rows<ConfirmationRow>(sql`
      SELECT c.id, c.asked_id AS askedId, c.item_id AS itemId, a.person_id AS personId,
        TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, c.state_code AS stateCode, c.start_wall AS startWall,
        c.end_wall AS endWall, c.zone, c.respond_by AS respondBy, c.answer, c.talk_title AS talkTitle, c.needs,
        c.answered_at AS answeredAt
      FROM presenter_confirmation c JOIN preparation_asked a ON a.id = c.asked_id JOIN person p ON p.id = a.person_id
      WHERE ${condition} ORDER BY c.start_wall, c.id`);
  }
}
