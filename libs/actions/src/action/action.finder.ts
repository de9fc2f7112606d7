import { Injectable } from '@nestjs/common';
import { decisionFullRefOf, decisionVisibleTo, meetingVisibleTo, topicVisibleTo } from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Day, type Instant } from '@samrad/platform/clock';
import { Db, fromJson, sql, type Sql } from '@samrad/platform/database';
import type { EventRow } from '@samrad/platform/events';
import type { ProgressRow } from '../progress/progress.finder.js';
import { ProgressFinder } from '../progress/progress.finder.js';
import { type Kpis, type StateCount, SummaryFinder } from '../overview/summary.finder.js';
import type { AskedKind, Audience, Priority } from './action-item.entity.js';
import { visibleTo } from './action.policy.js';
import { itemSeen } from './item-seen.js';

export interface ActionRow {
  id: string;
  number: number;
  title: string;
  description: string | null;
  dueOn: Day | null;
  /** Null also when the meeting is not for the reader. */
  meetingId: string | null;
  meetingTitle: string | null;
  itemId: string | null;
  itemTitle: string | null;
  topicId: string | null;
  /** Null also when the decision is not for the reader. */
  decisionId: string | null;
  /** `REG 2/26`. */
  decisionRef: string | null;
  /** 0 or 1: from no meeting and no decision. */
  isFree: number;
  priority: Priority;
  responsibleKind: AskedKind;
  /** Short name of the group whose members were asked. */
  groupCode: string | null;
  audience: Audience;
  createdBy: string;
  createdAt: Instant;
  updatedAt: Instant;
  version: number;
}

type Raw = Omit<ActionRow, 'decisionRef'> & {
  decisionYear: number | null;
  decisionNumber: number | null;
  countedIn: string | null;
};

/** An action with all its lines. */
export interface ActionOfMeeting extends ActionRow {
  lines: ProgressRow[];
}

/** Something to choose in a form or a filter. */
export interface Choice {
  id: string;
  name: string;
}

/** Actions as an actor may see them. For the list see `ProgressFinder`. */
@Injectable()
export class ActionFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly lines: ProgressFinder,
    private readonly summary: SummaryFinder,
  ) {}

  /** @returns undefined when it does not exist or is not for the actor; the two look the same */
  one(actor: Actor, id: string): Promise<ActionRow | undefined> {
    return this.rows(sql`${this.select(actor)} WHERE a.id = ${id} AND ${this.seen(actor)}`).then(([row]) => row);
  }

  /** Actions of a meeting in order of number, with their lines. */
  ofMeeting(actor: Actor, meetingId: string): Promise<ActionOfMeeting[]> {
    return this.withLines(actor, sql`a.meeting_id = ${meetingId}`);
  }

  /** The same of a topic of a series. */
  ofTopic(actor: Actor, topicId: string): Promise<ActionOfMeeting[]> {
    return this.withLines(actor, sql`a.topic_id = ${topicId}`);
  }

  private async withLines(actor: Actor, condition: Sql): Promise<ActionOfMeeting[]> {
    const actions = await this.rows(sql`
      ${this.select(actor)} WHERE ${condition} AND ${this.seen(actor)} ORDER BY a.number`);
    return Promise.all(
      actions.map(async (action) => ({ ...action, lines: await this.lines.ofAction(actor, action.id) })),
    );
  }

  /** For the front page: what asks the actor, unfinished first, earliest due date first. */
  mine(actor: Actor, limit: number): Promise<ProgressRow[]> {
    return this.lines.mine(actor, limit);
  }

  /** Open, overdue, due soon and done this year, of what the actor may see. */
  kpis(actor: Actor): Promise<Kpis> {
    return this.summary.kpis(actor);
  }

  /** Open and overdue lines of every State, of what the actor may see. */
  perState(actor: Actor): Promise<StateCount[]> {
    return this.summary.perState(actor);
  }

  /** What happened to the action and to its lines, newest first. */
  async history(actionId: string): Promise<EventRow[]> {
    const rows = await this.db.rows<EventRow>(sql`
      SELECT id, kind, actor_name AS actorName, at, data FROM event
      WHERE (noun = 'action' AND subject_id = ${actionId}) OR (noun = 'progress' AND subject_id IN (
        SELECT p.id FROM action_progress p WHERE p.action_id = ${actionId}))
      ORDER BY id DESC LIMIT 300`);
    return rows.map((row) => ({ ...row, data: fromJson<Record<string, unknown>>(row.data) ?? {} }));
  }

  /**
   * Meetings that have actions which the actor may see, latest first: for the filter. Written as a value, not as EXISTS:
   * MariaDB would read every action first.
   */
  meetings(actor: Actor): Promise<Choice[]> {
    return this.db.rows<Choice>(sql`
      SELECT m.id, m.title AS name, m.start_at AS startAt FROM meeting m
      WHERE ${meetingVisibleTo(actor)} AND (
        SELECT a.id FROM action_item a WHERE a.meeting_id = m.id AND ${this.seen(actor)} LIMIT 1) IS NOT NULL
      ORDER BY m.start_at DESC LIMIT 100`);
  }

  private async rows(query: Sql): Promise<ActionRow[]> {
    const rows = await this.db.rows<Raw>(query);
    return rows.map(({ decisionYear: year, decisionNumber: number, countedIn, ...row }) => ({
      ...row,
      decisionRef: year === null || number === null ? null : decisionFullRefOf({ year, number, countedIn }),
    }));
  }

  private seen(actor: Actor) {
    return visibleTo(actor, this.clock.today(), itemSeen(actor));
  }

  private select(actor: Actor) {
    return sql`
      SELECT a.id, a.number, a.title, a.description, a.due_on AS dueOn, m.id AS meetingId, m.title AS meetingTitle,
        i.id AS itemId, i.title AS itemTitle, t.id AS topicId,
        d.id AS decisionId, d.year AS decisionYear, d.number AS decisionNumber,
        ds.code AS countedIn,
        CASE WHEN a.meeting_id IS NULL AND a.decision_id IS NULL THEN 1 ELSE 0 END AS isFree, a.priority, g.code AS groupCode, a.audience,
        CASE WHEN a.group_id IS NULL THEN a.responsible_kind ELSE 'group' END AS responsibleKind,
        a.created_by AS createdBy, a.created_at AS createdAt, a.updated_at AS updatedAt, a.version
      FROM action_item a LEFT JOIN meeting m ON m.id = a.meeting_id AND ${meetingVisibleTo(actor)}
      LEFT JOIN agenda_item i ON i.id = a.item_id AND i.meeting_id = m.id AND ${itemSeen(actor)}
      LEFT JOIN decision d ON d.id = a.decision_id AND ${decisionVisibleTo(actor)}
      LEFT JOIN meeting_series ds ON ds.id = d.series_key LEFT JOIN network_group g ON g.id = a.group_id
      LEFT JOIN series_topic t ON t.id = a.topic_id AND ${topicVisibleTo(actor)}`;
  }
}
