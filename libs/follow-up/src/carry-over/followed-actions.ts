import { Injectable } from '@nestjs/common';
import { actionReferenceOf } from '@samrad/actions';
import type { FollowedAction, FollowedActions, MeetingRow } from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { nameOf } from './series-meetings.js';
import { seenBy } from './topic-states.js';

interface Row {
  id: string;
  number: number;
  title: string;
  dueOn: Day | null;
  kind: FollowedAction['responsible']['kind'];
  audience: string;
  groupId: string | null;
  asked: number;
  finished: number;
  lastFinishedOn: Day | null;
  /** Earliest due date of those who have not finished. */
  nextDue: Day | null;
  states: string | null;
  name: string | null;
}

/** Whose actions, for which meeting of the series, since which one. */
interface Asked {
  meeting: MeetingRow;
  previous: MeetingRow;
  isPassedOn: boolean;
}

/** The actions that a meeting follows up: of the meetings of its series before it, and of its topics. */
@Injectable()
export class FollowedActionFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** As they stand today, as far as the actor may see them. */
  async of(actor: Actor, { meeting, previous, isPassedOn }: Asked): Promise<FollowedActions> {
    const today = this.clock.today();
    const rows = await this.db.rows<Row>(sql`
      SELECT a.id, a.number, a.title, a.due_on AS dueOn, a.responsible_kind AS kind, a.audience, m.group_id AS groupId,
        COUNT(p.id) AS asked, SUM(CASE WHEN p.is_finished = 1 THEN 1 ELSE 0 END) AS finished,
        MAX(p.finished_on) AS lastFinishedOn, MIN(CASE WHEN p.is_finished = 0 THEN p.due_on END) AS nextDue,
        GROUP_CONCAT(p.state_code) AS states, MAX(COALESCE(o.name, TRIM(CONCAT(pe.given_name, ' ', pe.family_name)))) AS name
      FROM action_item a JOIN action_progress p ON p.action_id = a.id LEFT JOIN meeting m ON m.id = a.meeting_id
      LEFT JOIN organisation o ON o.id = p.organisation_id LEFT JOIN person pe ON pe.id = p.person_id
      WHERE (a.meeting_id IN (SELECT e.id FROM meeting e WHERE e.series_id = ${meeting.seriesId}
            AND e.start_at < ${meeting.startAt})
          OR (a.meeting_id IS NULL AND a.topic_id IN (SELECT t.id FROM series_topic t
            WHERE t.series_id = ${meeting.seriesId})))
        AND ${seenBy(actor, today, isPassedOn)}
      GROUP BY a.id, a.number, a.title, a.due_on, a.responsible_kind, a.audience, m.group_id
      HAVING SUM(CASE WHEN p.is_finished = 0 THEN 1 ELSE 0 END) > 0
        OR MAX(p.finished_on) >= ${previous.startWall.slice(0, 10)}
      ORDER BY a.number`);
    const open = rows.filter((row) => Number(row.finished) < Number(row.asked));
    const isLate = ({ nextDue }: Row) => nextDue !== null && nextDue < today;
    return {
      kind: 'actions',
      since: nameOf(previous),
      late: open.filter(isLate).map(followed),
      open: open.filter((row) => !isLate(row)).map(followed),
      closed: rows.filter((row) => Number(row.finished) === Number(row.asked)).map(followed),
    };
  }
}

function followed({ number, kind, states, name, lastFinishedOn, ...row }: Row): FollowedAction {
  const { id, title, audience, groupId } = row;
  const [asked, finished] = [Number(row.asked), Number(row.finished)];
  const isOpen = finished < asked;
  return {
    ...{ id, title, audience, groupId, asked, finished },
    ref: actionReferenceOf(number),
    dueOn: isOpen ? (row.nextDue ?? row.dueOn) : row.dueOn,
    responsible: { kind, stateCodes: states?.split(',').sort() ?? [], name, personId: null },
    closedOn: isOpen ? null : lastFinishedOn,
  };
}
