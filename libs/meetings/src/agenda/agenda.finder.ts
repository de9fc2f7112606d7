import { Injectable } from '@nestjs/common';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, fromJson, sql, type Sql } from '@samrad/platform/database';
import type { AgendaItemType } from './agenda.entity.js';
import type { Carried } from './carried/carried.types.js';
import { placed, type Unplaced, movedTo } from './agenda.rules.js';
import type { AgendaChange, AgendaLine, AgendaSnapshot, Presenter } from './agenda.types.js';
import { SessionFinder, type KnownSession } from './session/session.finder.js';
import { snapshotIn } from './agenda-snapshot.js';

export interface ItemRow {
  id: string;
  meetingId: string;
  place: number;
  type: AgendaItemType;
  title: string;
  minutes: number;
  topicCode: string | null;
  note: string | null;
  sessionId: string | null;
  groupId: string | null;
  /** 1: belongs under the item before it. */
  isSub: number | boolean;
  topicId: string | null;
  carried: Carried | null;
  version: number;
}

export interface VersionRow {
  number: number;
  publishedAt: Instant;
  publishedBy: string;
  changes: AgendaChange[];
}

export interface VersionDetails extends VersionRow {
  snapshot: AgendaSnapshot;
}

interface PresenterRow extends Presenter {
  itemId: string;
}

interface DocumentRow {
  itemId: string;
  id: string;
  title: string;
}

/** A line of the draft, with the version its next change is based on. */
export type DraftLine = AgendaLine & { version: number };

/** Of whose agenda, and when it begins and ends. */
type Times = Pick<AgendaSnapshot, 'startWall' | 'endWall'> & { id: string };

const itemColumns = sql`id, meeting_id AS meetingId, place, title, minutes, topic_code AS topicCode, note, version,
  CASE WHEN is_buffer = 1 THEN 'buffer' ELSE type END AS type, session_id AS sessionId, group_id AS groupId,
  is_sub AS isSub, topic_id AS topicId, carried`;

@Injectable()
export class AgendaFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly sessions: SessionFinder,
  ) {}

  /** The draft in order, with clock times. */
  async draft(meeting: Times): Promise<DraftLine[]> {
    const { lines, versions } = await this.unplaced(meeting.id);
    return placed(meeting.startWall, lines, meeting.endWall).map((line, index) => ({
      ...line,
      version: versions[index]!,
    }));
  }

  /** The draft before it has times: for trying out what a change would do. */
  async unplaced(meetingId: string): Promise<{ lines: Unplaced[]; versions: number[] }> {
    const [items, presenters, documents, sessions] = await Promise.all([
      this.items(meetingId),
      this.presenters(meetingId),
      this.documents(meetingId),
      this.sessions.of(meetingId),
    ]);
    const lines = items.map((item): Unplaced => ({
      id: item.id,
      type: item.type,
      title: item.title,
      minutes: item.minutes,
      topicCode: item.topicCode,
      note: item.note,
      isSub: Boolean(item.isSub),
      topicId: item.topicId,
      carried: item.carried,
      ...headingOf(sessions, item),
      presenters: presenters.filter((one) => one.itemId === item.id).map(({ itemId: _, ...presenter }) => presenter),
      documents: documents.filter((one) => one.itemId === item.id).map(({ id, title }) => ({ id, title })),
    }));
    return { lines, versions: items.map(({ version }) => version) };
  }

  items(meetingId: string): Promise<ItemRow[]> {
    return this.db.rows<ItemRow>(sql`
      SELECT ${itemColumns} FROM agenda_item WHERE meeting_id = ${meetingId} ORDER BY place, id`);
  }

  item(id: string): Promise<ItemRow | undefined> {
    return this.db.row<ItemRow>(sql`
      SELECT ${itemColumns} FROM agenda_item WHERE id = ${id}`);
  }

  /** Published versions, newest first, without their content. */
  async versions(meetingId: string): Promise<VersionRow[]> {
    const rows = await this.db.rows<VersionRow>(sql`
      SELECT number, published_at AS publishedAt, published_by AS publishedBy, changes
      FROM agenda_version WHERE meeting_id = ${meetingId} ORDER BY number DESC`);
    return rows.map((row) => ({ ...row, changes: fromJson<AgendaChange[]>(row.changes) }));
  }

  /** With everything in it: what readers get is told by `AgendaReading`. @param number absent: the newest */
  async version(meetingId: string, number?: number): Promise<VersionDetails | undefined> {
    const wanted = number === undefined ? sql`1 = 1` : sql`number = ${number}`;
    return (await this.whole(sql`meeting_id = ${meetingId} AND ${wanted} ORDER BY number DESC LIMIT 1`))[0];
  }

  /** The same of all versions, newest first. */
  wholeVersions(meetingId: string): Promise<VersionDetails[]> {
    return this.whole(sql`meeting_id = ${meetingId} ORDER BY number DESC`);
  }

  private async whole(condition: Sql): Promise<VersionDetails[]> {
    const rows = await this.db.rows<VersionDetails>(sql`
      SELECT number, published_at AS publishedAt, published_by AS publishedBy, changes, snapshot
      FROM agenda_version WHERE ${condition}`);
    return rows.map((row) => ({
      ...row,
      changes: fromJson<AgendaChange[]>(row.changes),
      snapshot: snapshotIn(row.snapshot),
    }));
  }

  /** The newest version by the clock of the meeting as it is now: it may have been moved since the version was published. */
  async newest(meetingId: string): Promise<VersionDetails | undefined> {
    return this.asNow(meetingId, await this.version(meetingId));
  }

  async asNow(meetingId: string, version: VersionDetails | undefined): Promise<VersionDetails | undefined> {
    if (!version) return undefined;
    const row = await this.db.row<{ startWall: string }>(sql`
      SELECT start_wall AS startWall FROM meeting WHERE id = ${meetingId}`);
    const snapshot = movedTo(row!.startWall, version.snapshot);
    const sessions = await this.sessions.of(meetingId);
    return { ...version, snapshot: { ...snapshot, items: snapshot.items.map((line) => exemptedNow(line, sessions)) } };
  }

  /** Current organisation: the newest affiliation that lasts today. */
  private presenters(meetingId: string): Promise<PresenterRow[]> {
    const today = this.clock.today();
    return this.db.rows<PresenterRow>(sql`
      SELECT ap.item_id AS itemId, ap.person_id AS personId, ap.state_code AS stateCode,
        CASE WHEN p.id IS NULL THEN NULL ELSE TRIM(CONCAT(p.given_name, ' ', p.family_name)) END AS name,
        (SELECT o.name FROM affiliation a JOIN organisation o ON o.id = a.organisation_id
          WHERE a.person_id = p.id AND (a.valid_to IS NULL OR a.valid_to >= ${today})
          ORDER BY a.valid_from DESC, a.id DESC LIMIT 1) AS organisation
      FROM agenda_presenter ap JOIN agenda_item i ON i.id = ap.item_id
      LEFT JOIN person p ON p.id = ap.person_id
      WHERE i.meeting_id = ${meetingId} ORDER BY ap.place, ap.id`);
  }

  private documents(meetingId: string): Promise<DocumentRow[]> {
    return this.db.rows<DocumentRow>(sql`
      SELECT md.item_id AS itemId, d.id, d.title FROM meeting_document md JOIN document d ON d.id = md.document_id
      WHERE md.meeting_id = ${meetingId} AND md.item_id IS NOT NULL ORDER BY md.place, md.id`);
  }
}

/** What exempts its session may have been reviewed since the version was published. */
function exemptedNow(line: AgendaLine, sessions: readonly KnownSession[]): AgendaLine {
  const known = sessions.find(({ id }) => id === line.session?.id);
  return known && line.session ? { ...line, session: { ...line.session, exemption: known.exemption } } : line;
}

function headingOf(
  sessions: readonly KnownSession[],
  { sessionId, groupId }: ItemRow,
): Pick<Unplaced, 'session' | 'group'> {
  const known = sessions.find(({ id }) => id === sessionId);
  if (!known) return { session: null, group: null };
  const { id, title, access, attribution, exemption, groups } = known;
  return {
    session: { id, title, access, attribution, exemption },
    group: groups.find((one) => one.id === groupId) ?? null,
  };
}
