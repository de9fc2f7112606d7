import { Injectable } from '@nestjs/common';
import { askable } from '@samrad/network';
import { Clock, type Day, type Instant } from '@samrad/platform/clock';
import { Db, join, sql } from '@samrad/platform/database';
import { addDays } from '@samrad/platform/pure';
import type { ToldFurther } from './chasing.entity.js';
import { usualDays } from './chasing.rules.js';

/** A line that may have to be reminded of. */
export interface Candidate {
  id: string;
  actionId: string;
  stateCode: string | null;
  organisationId: string | null;
  personId: string | null;
  /** State of the organisation or person, whose contact is told when it is late. */
  contactOf: string | null;
  dueOn: Day;
  reminderDays: string;
  since: Day;
  remindedAt: Instant | null;
}

/** A line as a mail names it. */
export interface NamedLine {
  progressId: string;
  /** 0 or 1. */
  isEscalation: number;
  toldFurther: ToldFurther | null;
}

/** A line that somebody is to be reminded of. */
export interface WaitingLine extends NamedLine {
  id: string;
}

const horizonDays = 60;

/** Reads for reminding. No rights are asked: mails go to those responsible alone. */
@Injectable()
export class ChasingFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Shared, not finished, due within two months or late by as much, and not looked at today. */
  candidates(today: Day): Promise<Candidate[]> {
    return this.db.rows<Candidate>(sql`
      SELECT p.id, p.action_id AS actionId, p.state_code AS stateCode, p.organisation_id AS organisationId,
        p.person_id AS personId, COALESCE(p.state_code, o.state_code, pe.state_code) AS contactOf, p.due_on AS dueOn,
        COALESCE(a.reminder_days, s.reminder_days, ${usualDays}) AS reminderDays,
        COALESCE(p.chased_on, SUBSTR(a.created_at, 1, 10)) AS since, p.reminded_at AS remindedAt
      FROM action_progress p JOIN action_item a ON a.id = p.action_id
      LEFT JOIN meeting m ON m.id = a.meeting_id LEFT JOIN series_chasing s ON s.series_id = m.series_id
      LEFT JOIN organisation o ON o.id = p.organisation_id LEFT JOIN person pe ON pe.id = p.person_id
      WHERE p.is_finished = 0 AND p.sort_due >= ${addDays(today, -horizonDays)}
        AND p.sort_due <= ${addDays(today, horizonDays)}
        AND a.audience <> 'organisers' AND (p.chased_on IS NULL OR p.chased_on < ${today})
      ORDER BY p.id`);
  }

  /** Whom mails wait for. */
  async people(): Promise<string[]> {
    const rows = await this.db.rows<{ personId: string }>(sql`
      SELECT DISTINCT person_id AS personId FROM chase_due ORDER BY person_id`);
    return rows.map(({ personId }) => personId);
  }

  /** Lines of a person that wait, by whether they are told as the next in line. */
  waiting(personId: string): Promise<WaitingLine[]> {
    return this.db.rows(sql`
      SELECT id, progress_id AS progressId, is_escalation AS isEscalation, told_further AS toldFurther
      FROM chase_due WHERE person_id = ${personId}`);
  }

  /** Which of these persons can be written to now. */
  async reachable(ids: readonly string[]): Promise<Set<string>> {
    if (!ids.length) return new Set();
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT p.id FROM person p JOIN person_email e ON e.person_id = p.id AND e.is_primary = 1
      WHERE p.id IN (${join([...ids])}) AND ${askable(this.clock.today())}`);
    return new Set(rows.map(({ id }) => id));
  }

  /** The days of an action: its own, else those of its series, else the usual ones. */
  async scheduleOf(actionId: string): Promise<{ own: string | null; days: string; seriesId: string | null }> {
    const row = await this.db.row<{ own: string | null; series: string | null; seriesId: string | null }>(sql`
      SELECT a.reminder_days AS own, s.reminder_days AS series, m.series_id AS seriesId FROM action_item a
      LEFT JOIN meeting m ON m.id = a.meeting_id LEFT JOIN series_chasing s ON s.series_id = m.series_id
      WHERE a.id = ${actionId}`);
    return { own: row!.own, days: row!.own ?? row!.series ?? usualDays, seriesId: row!.seriesId };
  }
}
