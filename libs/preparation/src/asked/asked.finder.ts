import { Injectable } from '@nestjs/common';
import { Clock, type Instant } from '@samrad/platform/clock';
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
  /** 1 when the person has left the network, or the group that was asked: nothing is sent any more, the link opens nothing. */
  hasLeft: number;
}

/** Who was asked. For organisers; those asked come with their own link. */
@Injectable()
export class AskedFinder {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** By State and name. @param condition on `preparation_asked a` */
  all(about: AskedAbout, aboutId: string, condition: Sql = sql`1 = 1`): Promise<AskedRow[]> {
    return this.db
      .rows<AskedRow>(sql`${this.select()} WHERE a.about = ${about} AND a.about_id = ${aboutId} AND ${condition}
      ORDER BY CASE WHEN a.state_code IS NULL THEN 1 ELSE 0 END, a.state_code, p.sort_name, a.id`);
  }

  /** Everything that a person was asked, the newest first. */
  of(about: AskedAbout, personId: string): Promise<AskedRow[]> {
    return this.db.rows<AskedRow>(sql`${this.select()} WHERE a.about = ${about} AND a.person_id = ${personId}
      ORDER BY a.id DESC`);
  }

  /** Whoever has left the network, or the group that was asked, is not let in any more. @param hash of the secret part of a personal link */
  byLink(about: AskedAbout, hash: string): Promise<AskedRow | undefined> {
    return this.db.row<AskedRow>(sql`${this.select()} WHERE a.about = ${about} AND a.link_hash = ${hash}
      AND NOT (${hasGone(this.clock.today())})`);
  }

  private select(): Sql {
    const today = this.clock.today();
    return sql`
      SELECT a.id, a.about, a.about_id AS aboutId, a.person_id AS personId,
        TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, a.state_code AS stateCode, a.address,
        p.mail_language AS language, a.sent_at AS sentAt, a.answered_at AS answeredAt, a.reminded_at AS remindedAt,
        CASE WHEN ${hasGone(today)} THEN 1 ELSE 0 END AS hasLeft
      FROM preparation_asked a JOIN person p ON p.id = a.person_id`;
  }
}

/** The group whose members were asked; none where people were asked for themselves. */
const groupAsked = sql`(CASE a.about
  WHEN 'item_call' THEN (SELECT m.group_id FROM item_call c JOIN meeting m ON m.id = c.meeting_id WHERE c.id = a.about_id)
  WHEN 'consultation' THEN (SELECT c.group_id FROM consultation c WHERE c.id = a.about_id) END)`;

/** Condition on `person p` and `preparation_asked a`: with the term in the group ends what was asked of its members. */
function hasGone(today: string): Sql {
  const term = (condition: Sql) => sql`EXISTS (SELECT 1 FROM membership t WHERE t.person_id = a.person_id
    AND t.group_id = ${groupAsked} AND ${condition})`;
  const lasts = sql`(t.valid_from IS NULL OR t.valid_from <= ${today}) AND (t.valid_to IS NULL OR t.valid_to >= ${today})`;
  const wasTakenBack = sql`EXISTS (SELECT 1 FROM event ev JOIN network_group eg ON eg.id = ${groupAsked}
    WHERE ev.noun = 'person' AND ev.subject_id = a.person_id AND ev.kind = 'person.membershipTakenBack'
      AND ev.data LIKE CONCAT('%"group":"', eg.code, '"%'))`;
  return sql`(p.left_on IS NOT NULL AND p.left_on <= ${today})
    OR ((${term(sql`t.valid_to < ${today}`)} OR ${wasTakenBack}) AND NOT ${term(lasts)})`;
}
