import { Injectable } from '@nestjs/common';
import { system, type Actor } from '@samrad/platform/auth';
import { DocumentFinder } from '@samrad/library';
import { decisionFullRefOf, decisionVisibleTo, meetingVisibleTo } from '@samrad/meetings';
import { Clock, type Day, type Instant } from '@samrad/platform/clock';
import { Db, join, raw, sql, type Sql } from '@samrad/platform/database';
import { addDays } from '@samrad/platform/pure';
import { Search } from '@samrad/platform/search';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { Audience, Priority } from '../action/action-item.entity.js';
import { askedOf, seesLine, visibleTo, workplaces } from '../action/action.policy.js';
import { itemSeen } from '../action/item-seen.js';
import { soonDays, type ProgressFilter, type ProgressQuery } from './progress.dto.js';
import type { ProgressStatus } from './progress.entity.js';
import { isFinished } from './progress.rules.js';

/** One line: how far one State, organisation or person is with an action. */
export interface ProgressRow {
  id: string;
  actionId: string;
  number: number;
  title: string;
  audience: Audience;
  priority: Priority;
  /** Of the action itself: it changes with title, description and due date. */
  actionVersion: number;
  actionUpdatedAt: Instant;
  meetingId: string | null;
  meetingTitle: string | null;
  /** `REG 2/26`: the decision it carries out; null also when that is not for the reader. */
  decisionRef: string | null;
  /** Number of the action that replaced this one. */
  supersededByNumber: number | null;
  stateCode: string | null;
  organisationId: string | null;
  organisationName: string | null;
  personId: string | null;
  personName: string | null;
  status: ProgressStatus;
  /** 0 or 1. */
  isFinished: number;
  finishedOn: Day | null;
  dueOn: Day | null;
  /** 0 or 1: `dueOn` was agreed for this line alone. */
  hasOwnDue: number;
  askedDueOn: Day | null;
  askedDueNote: string | null;
  askedDueBy: string | null;
  note: string | null;
  link: string | null;
  /** Null also when the library does not let the reader have it. */
  documentId: string | null;
  documentTitle: string | null;
  remindedAt: Instant | null;
  updatedBy: string | null;
  updatedAt: Instant;
  version: number;
}

type Raw = Omit<ProgressRow, 'decisionRef' | 'documentTitle'> & {
  decisionYear: number | null;
  decisionNumber: number | null;
  countedIn: string | null;
};

/** No number above this is counted: it costs more than it tells. */
export const mostCounted = 1000;

const orders: Record<string, string[]> = {
  state: ['p.state_code', 'p.sort_due', 'p.id'],
  action: ['p.action_number', 'p.id'],
  responsible: ['p.responsible_sort', 'p.sort_due', 'p.id'],
  due: ['p.sort_due', 'p.id'],
  status: ['p.is_finished', 'p.status', 'p.sort_due', 'p.id'],
};

/** Lines of progress as an actor may see them. */
@Injectable()
export class ProgressFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly search: Search,
    private readonly documents: DocumentFinder,
  ) {}

  /** One page; the total, if asked for, stops at `mostCounted`. */
  async page(actor: Actor, query: ProgressQuery): Promise<PageOf<ProgressRow>> {
    const { page, per } = query;
    const rows = await this.rows(actor, query, { limit: per + 1, offset: (page - 1) * per });
    return pageOf(rows, query, query.total ? await this.count(actor, query) : null);
  }

  /** Which lines first, by the index alone; then what is shown of them (CROSS JOIN keeps SQLite to that order). */
  rows(
    actor: Actor,
    query: ProgressFilter & { sort: string },
    { limit, offset }: { limit: number; offset: number },
  ): Promise<ProgressRow[]> {
    const order = orderBy(query.sort);
    return this.shown(
      actor,
      sql`
      ${select} FROM (SELECT p.id FROM action_progress p WHERE ${this.matching(actor, query)}
        ${order} ${raw(`LIMIT ${limit}`)} OFFSET ${offset}) chosen
      CROSS JOIN action_progress p ON p.id = chosen.id ${joinsFor(actor)} ${order}`,
    );
  }

  /** At most `mostCounted`. */
  async count(actor: Actor, filter: ProgressFilter, most = mostCounted): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM (SELECT p.id FROM action_progress p WHERE ${this.matching(actor, filter)}
        ${raw(`LIMIT ${most}`)}) counted`);
    return Number(row?.n ?? 0);
  }

  async one(actor: Actor, id: string): Promise<ProgressRow | undefined> {
    const seen = visibleTo(actor, this.clock.today(), itemSeen(actor));
    const query = sql`${select} FROM action_progress p ${joinsFor(actor)} WHERE p.id = ${id} AND ${seen}`;
    return (await this.shown(actor, query))[0];
  }

  /** For mails: no rights are asked. */
  async byIds(ids: readonly string[]): Promise<ProgressRow[]> {
    if (!ids.length) return [];
    return this.shown(
      system,
      sql`
      ${select} FROM action_progress p ${joinsFor(system)} WHERE p.id IN (${join([...ids])}) ORDER BY p.sort_due, p.id`,
    );
  }

  /** All lines of an action that the actor may see, in order of name. */
  ofAction(actor: Actor, actionId: string): Promise<ProgressRow[]> {
    return this.shown(
      actor,
      sql`
      ${select} FROM action_progress p ${joinsFor(actor)}
      WHERE p.action_id = ${actionId} AND ${visibleTo(actor, this.clock.today(), itemSeen(actor))}
      ORDER BY p.responsible_sort, p.id`,
    );
  }

  /** Lines that ask the actor (States, organisation, person): what is not finished first, by due date. */
  async mine(actor: Actor, limit: number): Promise<ProgressRow[]> {
    if (!actor.personId) return [];
    const own = [
      ...actor.stateCodes.map((code) => sql`p.state_code = ${code}`),
      ...(await this.organisationsOf(actor)).map((id) => sql`p.organisation_id = ${id}`),
      sql`p.person_id = ${actor.personId}`,
    ];
    const seen = seesLine(actor, this.clock.today(), itemSeen(actor)) ?? sql`1 = 1`;
    const each = own.flatMap((condition) =>
      [0, 1].map(
        (finished) => sql`SELECT own.id FROM (SELECT p.id FROM action_progress p
          WHERE p.is_finished = ${finished} AND ${condition} AND ${seen} ORDER BY p.sort_due, p.id LIMIT ${limit}) own`,
      ),
    );
    return this.shown(
      actor,
      sql`
      ${select} FROM (${join(each, ' UNION ')}) chosen CROSS JOIN action_progress p ON p.id = chosen.id ${joinsFor(actor)}
      ORDER BY p.is_finished, p.sort_due, p.id LIMIT ${limit}`,
    );
  }

  /** Where the actor works today: decides on whose behalf they may report. */
  async organisationsOf(actor: Actor): Promise<string[]> {
    if (!actor.personId) return [];
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT o.id FROM organisation o WHERE o.id IN (${workplaces(actor.personId, this.clock.today())})`);
    return rows.map(({ id }) => id);
  }

  /** With the documents that the library lets the actor have. */
  private async shown(actor: Actor, query: Sql): Promise<ProgressRow[]> {
    const rows = await this.db.rows<Raw>(query);
    const ids = [...new Set(rows.map(({ documentId }) => documentId))].filter((id) => id !== null);
    const titles = new Map((await this.documents.some(actor, ids)).map(({ id, title }) => [id, title]));
    return rows.map((row) => told(row, titles));
  }

  /** The condition on `action_progress p`, from the rights of the actor and the filter: for whoever counts the same lines. */
  matching(actor: Actor, filter: ProgressFilter): Sql {
    const today = this.clock.today();
    const words = filter.q ? this.search.idsMatching('action', filter.q) : null;
    const conditions = [
      seesLine(actor, today, itemSeen(actor)),
      words && sql`p.action_id IN (${words})`,
      ...statusConditions(filter, today),
      ...askedConditions(filter),
      filter.mine ? (askedOf(actor, today, sql`p`) ?? sql`1 = 0`) : null,
      dueCondition(filter.due, today),
      filter.dueFrom && sql`p.sort_due >= ${filter.dueFrom}`,
      filter.dueTo && sql`p.sort_due <= ${filter.dueTo}`,
    ].filter((condition) => condition !== null);
    return conditions.length ? join(conditions, ' AND ') : sql`1 = 1`;
  }
}

const askedConditions = ({ meeting, topic, priority, state, organisation, person }: ProgressFilter): (Sql | null)[] => [
  meeting === null
    ? null
    : sql`p.action_id IN (SELECT of_m.id FROM action_item of_m WHERE of_m.meeting_id = ${meeting})`,
  priority === null
    ? null
    : sql`p.action_id IN (SELECT of_p.id FROM action_item of_p WHERE of_p.priority = ${priority})`,
  topic === null ? null : sql`p.action_id IN (SELECT of_t.id FROM action_item of_t WHERE of_t.topic_id = ${topic})`,
  state === null ? null : sql`p.state_code = ${state}`,
  organisation === null ? null : sql`p.organisation_id = ${organisation}`,
  person === null ? null : sql`p.person_id = ${person}`,
];

/** Overdue, soon and asked for are about what is not finished. */
function statusConditions({ status, due }: ProgressFilter, today: Day): (Sql | null)[] {
  const expected =
    due === 'overdue' || due === 'soon' || due === 'asked' || status === 'open' ? sql`p.is_finished = 0` : null;
  if (status === null || status === 'open') return [expected];
  if (status === 'done_this_year') {
    const newYear = `${today.slice(0, 4)}-01-01`;
    // Done is finished: to ask for that too would read every row instead of the index alone.
    return [expected, sql`p.status = 'done'`, sql`p.finished_on >= ${newYear}`];
  }
  return [expected, sql`p.is_finished = ${isFinished(status)}`, sql`p.status = ${status}`];
}

function dueCondition(due: ProgressFilter['due'], today: Day): Sql | null {
  if (due === 'asked') return sql`p.asked_due_on IS NOT NULL`;
  if (due === 'none') return sql`p.due_on IS NULL`;
  if (due === 'overdue') return sql`p.sort_due < ${today}`;
  if (due === 'soon') return sql`p.sort_due >= ${today} AND p.sort_due <= ${addDays(today, soonDays)}`;
  return null;
}

function orderBy(sort: string): Sql {
  const [key, direction] = sort.split('-') as [string, string];
  const down = direction === 'desc' ? ' DESC' : '';
  return raw(`ORDER BY ${orders[key]!.map((column) => column + down).join(', ')}`);
}

const select = sql`
  SELECT p.id, p.action_id AS actionId, p.action_number AS number, a.title, a.audience, a.priority,
    a.version AS actionVersion, a.updated_at AS actionUpdatedAt, m.id AS meetingId,
    m.title AS meetingTitle, d.year AS decisionYear, d.number AS decisionNumber, ds.code AS countedIn,
    (SELECT MIN(sn.number) FROM action_relation sr JOIN action_item sn ON sn.id = sr.from_id
      WHERE sr.to_id = p.action_id AND sr.kind = 'supersedes') AS supersededByNumber, p.state_code AS stateCode, p.organisation_id AS organisationId, o.name AS organisationName,
    p.person_id AS personId, CASE WHEN pe.id IS NULL THEN NULL
    ELSE TRIM(CONCAT(pe.given_name, ' ', pe.family_name)) END AS personName, p.status,
    p.is_finished AS isFinished, p.finished_on AS finishedOn, p.due_on AS dueOn, p.has_own_due AS hasOwnDue,
    p.asked_due_on AS askedDueOn, p.asked_due_note AS askedDueNote, p.asked_due_by AS askedDueBy, p.note, p.link, p.document_id AS documentId, p.reminded_at AS remindedAt,
    p.updated_by AS updatedBy, p.updated_at AS updatedAt, p.version`;

/** The title of a meeting is told to those who may see the meeting. */
const joinsFor = (actor: Actor) => sql`
  JOIN action_item a ON a.id = p.action_id
  LEFT JOIN meeting m ON m.id = a.meeting_id AND ${meetingVisibleTo(actor)}
  LEFT JOIN decision d ON d.id = a.decision_id AND ${decisionVisibleTo(actor)}
  LEFT JOIN meeting_series ds ON ds.id = d.series_key
  LEFT JOIN organisation o ON o.id = p.organisation_id
  LEFT JOIN person pe ON pe.id = p.person_id`;

/** Written into the row as it came: to copy thirty fields of each line would cost more than to read them. */
function told(row: Raw, titles: ReadonlyMap<string, string>): ProgressRow {
  const { decisionYear: year, decisionNumber: number, countedIn, documentId } = row;
  const title = documentId === null ? undefined : titles.get(documentId);
  return Object.assign(row, {
    decisionRef: year === null || number === null ? null : decisionFullRefOf({ year, number, countedIn }),
    documentId: title === undefined ? null : documentId,
    documentTitle: title ?? null,
  });
}
