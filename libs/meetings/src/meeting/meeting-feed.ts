import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Env } from '../../../../config/env.js';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Instant } from '@samrad/platform/clock';
import { Db, join, sql, type Sql } from '@samrad/platform/database';
import { I18n, type Language } from '@samrad/platform/i18n';
import { buildFeed, type FeedEvent } from '../invitation/invitation-calendar.js';
import type { MeetingStatus } from './meeting.entity.js';
import type { MeetingRow } from './meeting.finder.js';
import { KeptTexts } from './kept-texts.js';
import { canJoin, invitedTo, visibleTo } from './meeting.policy.js';
import { referenceOf } from './meeting.rules.js';

interface FeedRow {
  id: string;
  seriesCode: string | null;
  number: number | null;
  title: string;
  description: string | null;
  status: MeetingStatus;
  startWall: string;
  endWall: string;
  zone: string;
  place: string | null;
  videoUrl: string | null;
  groupId: string | null;
  uid: string;
  sequence: number;
  updatedAt: Instant;
  isInvited: number;
}

/** How many meetings a feed may hold, the newest; a calendar program has no use for more. */
const most = 1000;

/** Meetings as calendar text: a person's own feed, and one meeting to save. */
@Injectable()
export class MeetingFeed {
  private readonly written = new KeptTexts(8_000_000);

  constructor(
    private readonly db: Db,
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly i18n: I18n,
  ) {}

  /**
   * The called meetings that the person is invited to or that are for their groups; cancelled ones stay, marked so.
   * @param known ETag of the copy the program has; when it is still right, `ics` is null and nothing is built
   */
  async forPerson(actor: Actor, { known }: { known?: string } = {}): Promise<{ ics: string | null; etag: string }> {
    const lang = actor.language ?? (await this.mailLanguage(actor));
    const etag = await this.etag(actor, lang);
    if (known?.includes(etag)) return { ics: null, etag };
    return { ics: this.written.get(etag) ?? (await this.write(actor, lang, etag)), etag };
  }

  /** Who has chosen no language for the pages gets that of the mails. */
  private async mailLanguage({ personId }: Actor): Promise<Language> {
    const row = await this.db.row<{ language: Language }>(
      sql`SELECT mail_language AS language FROM person WHERE id = ${personId}`,
    );
    return row?.language ?? 'en';
  }

  private async write(actor: Actor, lang: Language, etag: string): Promise<string> {
    const rows = await this.db.rows<FeedRow>(sql`
      SELECT m.id, s.code AS seriesCode, m.number, m.title, m.description, m.status, m.start_wall AS startWall,
        m.end_wall AS endWall, m.zone, m.place, m.video_url AS videoUrl, m.group_id AS groupId, m.uid, m.sequence,
        m.updated_at AS updatedAt, CASE WHEN ${invitedTo(actor)} THEN 1 ELSE 0 END AS isInvited
      FROM meeting m LEFT JOIN meeting_series s ON s.id = m.series_id
      WHERE ${this.mine(actor)} ORDER BY m.start_at DESC, m.id LIMIT ${most}`);
    return this.written.put(etag, this.text(actor, rows, lang));
  }

  /** One meeting as a file, for somebody who may see it. */
  one(actor: Actor, meeting: MeetingRow, lang: Language): string {
    return this.text(actor, [meeting], lang);
  }

  private text(actor: Actor, rows: readonly FeedRow[], lang: Language): string {
    const { organiser: organizer, publicUrl } = this.env;
    const events = rows.map((row) => eventOf(actor, row, { publicUrl, organizer }));
    const name = this.i18n.t(lang, 'meetings.feed.name');
    return buildFeed(events, { name, refresh: 'PT1H', stamp: this.clock.instant() });
  }

  /** Changes whenever any of the meetings does: newest change, how many, and who asks in which language. */
  private async etag(actor: Actor, lang: Language): Promise<string> {
    const row = await this.db.row<{
      n: number;
      newest: string | null;
      versions: number | null;
      series: number | null;
    }>(sql`
      SELECT COUNT(*) AS n, MAX(m.updated_at) AS newest, SUM(m.version + m.sequence) AS versions,
        (SELECT SUM(s.version) FROM meeting_series s) AS series
      FROM meeting m WHERE ${this.mine(actor)}`);
    const { n, newest, versions, series } = row!;
    const groups = [...actor.groupIds].sort().join();
    const facts = [actor.personId, groups, lang, this.env.publicUrl, n, newest, versions, series].join('|');
    return `"${createHash('sha256').update(facts).digest('base64url').slice(0, 22)}"`;
  }

  /** Whoever is invited may see the meeting; only the others' meetings are asked whether they are for the actor. */
  private mine(actor: Actor): Sql {
    const ways = [invitedTo(actor)];
    if (actor.groupIds.length) ways.push(sql`(m.group_id IN (${join([...actor.groupIds])}) AND ${visibleTo(actor)})`);
    return sql`m.called_at IS NOT NULL AND (${join(ways, ' OR ')})`;
  }
}

function eventOf(
  actor: Actor,
  row: FeedRow,
  { publicUrl, organizer }: { publicUrl: string; organizer: { name: string; address: string } },
): FeedEvent {
  const reference = referenceOf(row);
  const url = `${publicUrl}/meetings/${row.id}`;
  return {
    uid: row.uid,
    sequence: row.sequence,
    lastModified: row.updatedAt,
    summary: reference ? `${reference}: ${row.title}` : row.title,
    description: [row.description, url].filter(Boolean).join('\n\n'),
    location: row.place,
    url,
    conferenceUrl: canJoin(actor, row) ? row.videoUrl : null,
    start: { wall: row.startWall, zone: row.zone },
    end: { wall: row.endWall, zone: row.zone },
    status: statusOf(row.status),
    organizer,
  };
}

const statusOf = (status: MeetingStatus): FeedEvent['status'] => {
  if (status === 'cancelled') return 'CANCELLED';
  return status === 'postponed' ? 'TENTATIVE' : 'CONFIRMED';
};
