import { Injectable } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { workplaces } from '../action/action.policy.js';
import { ResponsibleFinder } from '../progress/responsible.finder.js';

interface Line {
  id: string;
  actionId: string;
  stateCode: string | null;
  organisationId: string | null;
  personId: string | null;
}

/** More does not help anybody in one mail. */
const most = 100;

/** Everything that somebody is late with, whatever the days of reminders say: a mail that is written anyway names it all. */
@Injectable()
export class LateLines {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly responsible: ResponsibleFinder,
  ) {}

  /** Ids of shared lines past their date, the latest first, for which the person is written to. */
  async of(personId: string): Promise<string[]> {
    const today = this.clock.today();
    const lines = await this.db.rows<Line>(sql`
      SELECT p.id, p.action_id AS actionId, p.state_code AS stateCode, p.organisation_id AS organisationId,
        p.person_id AS personId
      FROM action_progress p JOIN action_item a ON a.id = p.action_id
      WHERE p.is_finished = 0 AND p.sort_due < ${today} AND a.audience <> 'organisers' AND (p.person_id = ${personId}
        OR p.state_code IN (SELECT w.state_code FROM person w WHERE w.id = ${personId})
        OR p.state_code IN (SELECT ms.state_code FROM membership ms WHERE ms.person_id = ${personId})
        OR p.organisation_id IN (${workplaces(personId, today)}))
      ORDER BY p.sort_due, p.id LIMIT ${most}`);
    const known = await this.responsible.answering(lines);
    return lines.filter(({ id }) => known.get(id)?.some((one) => one.personId === personId)).map(({ id }) => id);
  }
}
