import { Injectable } from '@nestjs/common';
import { FormerMembers, hasLeft } from '@samrad/network';
import { Clock, type Day, type Instant } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import type { AskedAbout } from './asked.entity.js';

export interface AskedRow {
  id: string;
  about: AskedAbout;
  aboutId: string;
  personId: string;
  name: string;
  stateCode: string | null;
  address: string;
  language: Language;
  sentAt: Instant;
  answeredAt: Instant | null;
  remindedAt: Instant | null;
  /** The person has left the network, or the group that was asked: nothing is sent any more, the link opens nothing. */
  hasLeft: boolean;
}

interface StoredRow extends Omit<AskedRow, 'hasLeft'> {
  leftOn: Day | null;
  groupId: string | null;
  invitedAt: Instant | null;
}

/** Who was asked. For organisers; those asked come with their own link. */
@Injectable()
export class AskedFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly former: FormerMembers,
  ) {}

  /** By State and name. @param condition on `preparation_asked a` */
  all(about: AskedAbout, aboutId: string, condition: Sql = sql`1 = 1`): Promise<AskedRow[]> {
    return this.rows(sql`a.about = ${about} AND a.about_id = ${aboutId} AND ${condition}
      ORDER BY CASE WHEN a.state_code IS NULL THEN 1 ELSE 0 END, a.state_code, p.sort_name, a.id`);
  }

  /** Everything that a person was asked and may still answer, the newest first. */
  async of(about: AskedAbout, personId: string): Promise<AskedRow[]> {
    const rows = await this.rows(sql`a.about = ${about} AND a.person_id = ${personId} ORDER BY a.id DESC`);
    return rows.filter(({ hasLeft }) => !hasLeft);
  }

  /** Whoever has left the network, or the group that was asked, is not let in any more. @param hash of the secret part of a personal link */
  async byLink(about: AskedAbout, hash: string): Promise<AskedRow | undefined> {
    const [row] = await this.rows(sql`a.about = ${about} AND a.link_hash = ${hash}`);
    return row?.hasLeft ? undefined : row;
  }

  private async rows(condition: Sql): Promise<AskedRow[]> {
    const rows = await this.db.rows<StoredRow>(sql`
      SELECT a.id, a.about, a.about_id AS aboutId, a.person_id AS personId,
        TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, a.state_code AS stateCode, a.address,
        p.mail_language AS language, a.sent_at AS sentAt, a.answered_at AS answeredAt, a.reminded_at AS remindedAt,
        p.left_on AS leftOn, ${groupAsked} AS groupId, ${invitedAt} AS invitedAt
      FROM preparation_asked a JOIN person p ON p.id = a.person_id WHERE ${condition}`);
    const gone = await this.former.among(rows, ({ personId, groupId, sentAt, invitedAt: invited }) => ({
      ...{ personId, groupId, askedAt: invited !== null && invited > sentAt ? invited : sentAt },
    }));
    return rows.map((row) => {
      const { leftOn, groupId: _g, invitedAt: _i, ...own } = row;
      return { ...own, hasLeft: hasLeft({ leftOn }, this.clock.today()) || gone.has(row) };
    });
  }
}

/** The group whose members were asked, or in whose meeting somebody presents. */
const groupAsked = sql`(CASE a.about
  WHEN 'item_call' THEN (SELECT m.group_id FROM item_call c JOIN meeting m ON m.id = c.meeting_id WHERE c.id = a.about_id)
  WHEN 'consultation' THEN (SELECT c.group_id FROM consultation c WHERE c.id = a.about_id)
  WHEN 'presenter' THEN (SELECT m.group_id FROM meeting m WHERE m.id = a.about_id) END)`;

/** When a presenter was last invited to the meeting: also as a guest, after a term in its group. */
const invitedAt = sql`(CASE a.about WHEN 'presenter' THEN (SELECT i.sent_at FROM invitation i
  WHERE i.meeting_id = a.about_id AND i.person_id = a.person_id AND i.removed_at IS NULL) END)`;
