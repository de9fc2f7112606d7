import { Injectable } from '@nestjs/common';
import { askable } from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import type { Choice } from '../action/action.finder.js';

/** What organisers can choose in the forms and filters of actions. */
@Injectable()
export class ChoiceFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Latest meetings that are not cancelled. */
  meetings(): Promise<(Choice & { startWall: string })[]> {
    return this.db.rows(sql`
      SELECT m.id, m.title AS name, m.start_wall AS startWall FROM meeting m WHERE m.status <> 'cancelled'
      ORDER BY m.start_at DESC LIMIT 60`);
  }

  items(meetingId: string): Promise<Choice[]> {
    return this.db.rows(sql`
      SELECT i.id, i.title AS name FROM agenda_item i WHERE i.meeting_id = ${meetingId} AND i.type <> 'break'
      ORDER BY i.place`);
  }

  organisations(): Promise<Choice[]> {
    return this.db.rows(sql`SELECT o.id, o.name FROM organisation o ORDER BY o.sort_name, o.id LIMIT 1000`);
  }

  /** Those who are in a group or have an account: the people who do the work of the network. */
  persons(): Promise<Choice[]> {
    const today = this.clock.today();
    return this.db.rows(sql`
      SELECT p.id, TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name FROM person p
      WHERE ${askable(today)}
        AND (p.id IN (SELECT ms.person_id FROM membership ms) OR p.id IN (SELECT ac.person_id FROM account ac))
      ORDER BY p.sort_name, p.id LIMIT 1000`);
  }

  /** Organisations that have a line: for the filter. */
  responsibleOrganisations(): Promise<Choice[]> {
    return this.db.rows(sql`
      SELECT o.id, o.name FROM organisation o
      WHERE o.id IN (SELECT p.organisation_id FROM action_progress p WHERE p.organisation_id IS NOT NULL)
      ORDER BY o.sort_name LIMIT 200`);
  }

  /** Persons who have a line: for the filter. */
  responsiblePersons(): Promise<Choice[]> {
    return this.db.rows(sql`
      SELECT pe.id, TRIM(CONCAT(pe.given_name, ' ', pe.family_name)) AS name FROM person pe
      WHERE pe.id IN (SELECT p.person_id FROM action_progress p WHERE p.person_id IS NOT NULL)
      ORDER BY pe.sort_name LIMIT 200`);
  }
}
