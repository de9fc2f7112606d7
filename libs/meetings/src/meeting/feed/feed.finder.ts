import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import type { Instant } from '@samrad/platform/clock';
import { Db, join, Prepared, sql, type Query, type Sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import type { MeetingStatus } from '../meeting.entity.js';
import { canFollowGroup, invitedTo, visibleTo } from '../meeting.policy.js';

/** A meeting as a feed tells of it. */
export interface FeedRow {
  id: string;
  seriesCode: string | null;
  number: number | null;
  title: string;
  description: string | null;
  status: MeetingStatus;
  statusReason: string | null;
  startWall: string;
  endWall: string;
  zone: string;
  place: string | null;
  videoUrl: string | null;
  groupId: string | null;
  uid: string;
  organiserAddress: string | null;
  sequence: number;
  updatedAt: Instant;
  isInvited: number;
}

/** Whose feed, and of what. */
export interface FeedScope {
  actor: Actor;
  /** `mine`: what the person is invited to and what their groups do; `visible`: all the actor may see. */
  of: 'mine' | 'visible' | { groupId: string };
}

/** How many meetings a feed may hold, the newest; a calendar program has no use for more. */
const most = 1000;

const ofSeries = sql`SELECT COUNT(*) AS n, SUM(version) AS versions, NULL AS newest, NULL AS sent, NULL AS removed
  FROM meeting_series`;
const ofInvitations = (personId: string) => sql`
  SELECT COUNT(*) AS n, SUM(m.version + m.sequence) AS versions, MAX(m.updated_at) AS newest, MAX(i.sent_at) AS sent,
    MAX(i.removed_at) AS removed
  FROM invitation i JOIN meeting m ON m.id = i.meeting_id WHERE i.person_id = ${personId}`;
const ofMeetings = (condition: Sql) => sql`
  SELECT COUNT(*) AS n, SUM(m.version + m.sequence) AS versions, MAX(m.updated_at) AS newest, NULL AS sent,
    NULL AS removed
  FROM meeting m WHERE ${condition}`;
const mailLanguage = new Prepared<'personId'>(
  sql`SELECT mail_language AS language FROM person WHERE id = ${'personId'}`,
);
/** What most readers ask, several times an hour: put together once. */
const ofPersonWithoutGroups = new Prepared<'personId'>(sql`${ofSeries} UNION ALL ${ofInvitations('personId')}`);

@Injectable()
export class FeedFinder {
  /** Answers of a database in which nothing was written since. */
  private readonly known = new Map<string, { stamp: number | null; facts: string }>();

  constructor(private readonly db: Db) {}

  async mailLanguage(personId: string): Promise<Language | null> {
    return (await this.db.row<{ language: Language }>(mailLanguage.with({ personId })))?.language ?? null;
  }

  /** Newest first. */
  rows(scope: FeedScope): Promise<FeedRow[]> {
    return this.db.rows<FeedRow>(sql`
      SELECT m.id, s.code AS seriesCode, m.number, m.title, m.description, m.status, m.status_reason AS statusReason,
        m.start_wall AS startWall, m.end_wall AS endWall, m.zone, m.place, m.video_url AS videoUrl,
        m.group_id AS groupId, m.uid, m.organiser_address AS organiserAddress, m.sequence, m.updated_at AS updatedAt,
        CASE WHEN ${invitedTo(scope.actor)} THEN 1 ELSE 0 END AS isInvited
      FROM meeting m LEFT JOIN meeting_series s ON s.id = m.series_id
      WHERE ${conditionOf(scope)} ORDER BY m.start_at DESC, m.id LIMIT ${most}`);
  }

  /**
   * Text that differs whenever the rows do, from a few figures. Whatever enters a feed or changes in it has the newest
   * time of all; what only leaves it lowers a number or, when the person was taken off a list, is the latest removal.
   */
  async facts(scope: FeedScope): Promise<string> {
    const { sql: text, values } = factsOf(scope);
    const question = JSON.stringify([text, values]);
    const stamp = this.db.stamp();
    const known = this.known.get(question);
    if (known && stamp !== null && known.stamp === stamp) return known.facts;
    const rows = await this.db.rows<object>({ sql: text, values });
    const facts = rows.map((row) => Object.values(row).map(String).join()).join('|');
    if (this.known.size > 2000) this.known.clear();
    this.known.set(question, { stamp, facts });
    return facts;
  }
}

/** One question to the database, a row for each part. */
function factsOf(scope: FeedScope): Query {
  const { personId } = scope.actor;
  const others = withoutInvitations(scope);
  if (personId && !others) return ofPersonWithoutGroups.with({ personId });
  const parts = [ofSeries];
  if (personId) parts.push(ofInvitations(personId));
  if (others) parts.push(ofMeetings(others));
  return join(parts, ' UNION ALL ');
}

/** What the invitations of the person do not tell about. */
function withoutInvitations(scope: FeedScope): Sql | null {
  return scope.of === 'mine' ? ofGroups(scope.actor) : conditionOf(scope);
}

function conditionOf({ actor, of }: FeedScope): Sql {
  const called = sql`m.called_at IS NOT NULL`;
  if (of === 'visible') return sql`${called} AND ${visibleTo(actor)}`;
  if (of !== 'mine') {
    if (!canFollowGroup(actor, of.groupId)) return sql`1 = 0`;
    return sql`${called} AND m.group_id = ${of.groupId} AND ${visibleTo(actor)}`;
  }
  const groups = ofGroups(actor);
  return sql`${called} AND (${join(groups ? [invitedTo(actor), groups] : [invitedTo(actor)], ' OR ')})`;
}

/** Whoever is invited may see the meeting; only the others' meetings are asked whether they are for the actor. */
function ofGroups(actor: Actor): Sql | null {
  if (!actor.groupIds.length) return null;
  return sql`(m.called_at IS NOT NULL AND m.group_id IN (${join([...actor.groupIds])}) AND ${visibleTo(actor)})`;
}
