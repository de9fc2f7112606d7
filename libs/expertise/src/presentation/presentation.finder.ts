import { Injectable } from '@nestjs/common';
import { askable, canSeeDetails, type Knowing } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Db, join, sql, type Sql } from '@samrad/platform/database';

/** A person presented something at a meeting that was held. */
export interface Presentation {
  personId: string;
  title: string;
  topicCode: string | null;
  meetingId: string;
  /** `REG 26`, else the title of the meeting. */
  meeting: string;
  /** `YYYY-MM-DD`. */
  heldOn: string;
}

/** More presentations than a network has in ten years. */
const most = 3000;

/**
 * Who presented what, from the agendas of meetings that were held. For organisers, to whom no item is closed; others
 * are told nothing of it.
 */
@Injectable()
export class PresentationFinder {
  constructor(private readonly db: Db) {}

  /** Who knows a topic because they have presented on it. */
  knowing(actor: Actor): Knowing {
    if (!canSeeDetails(actor)) return null;
    return sql`SELECT DISTINCT ap.person_id, ai.topic_code FROM agenda_presenter ap
      JOIN agenda_item ai ON ai.id = ap.item_id JOIN meeting am ON am.id = ai.meeting_id
      WHERE ap.person_id IS NOT NULL AND ai.topic_code IS NOT NULL AND am.status IN ('held', 'minutes_published')`;
  }

  /** On one of the topics, by these persons; the newest first. */
  async of(actor: Actor, personIds: readonly string[], topics: readonly string[]): Promise<Presentation[]> {
    if (!personIds.length) return [];
    return this.rows(actor, sql`ai.topic_code IN (${join([...topics])}) AND ap.person_id IN (${join([...personIds])})`);
  }

  /** All of those who are in the network, the newest first. */
  all(actor: Actor, today: string): Promise<Presentation[]> {
    return this.rows(actor, sql`ap.person_id IN (SELECT p.id FROM person p WHERE ${askable(today)})`);
  }

  /** By people of an organisation, while they worked there; the newest first. */
  ofOrganisation(actor: Actor, organisationId: string): Promise<Presentation[]> {
    return this.rows(
      actor,
      sql`EXISTS (SELECT 1 FROM affiliation w WHERE w.person_id = ap.person_id
        AND w.organisation_id = ${organisationId}
        AND (w.valid_from IS NULL OR w.valid_from <= SUBSTR(am.start_wall, 1, 10))
        AND (w.valid_to IS NULL OR w.valid_to >= SUBSTR(am.start_wall, 1, 10)))`,
    );
  }

  private async rows(actor: Actor, condition: Sql): Promise<Presentation[]> {
    if (!canSeeDetails(actor)) return [];
    return this.db.rows<Presentation>(sql`
      SELECT ap.person_id AS personId, ai.title, ai.topic_code AS topicCode, am.id AS meetingId,
        CASE WHEN am.number IS NULL THEN am.title ELSE CONCAT(s.code, ' ', am.number) END AS meeting,
        SUBSTR(am.start_wall, 1, 10) AS heldOn
      FROM agenda_presenter ap JOIN agenda_item ai ON ai.id = ap.item_id JOIN meeting am ON am.id = ai.meeting_id
      LEFT JOIN meeting_series s ON s.id = am.series_id
      WHERE ap.person_id IS NOT NULL AND am.status IN ('held', 'minutes_published') AND ${condition}
      ORDER BY am.start_at DESC, am.id DESC, ai.place LIMIT ${most}`);
  }
}
