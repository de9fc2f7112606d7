import { Injectable } from '@nestjs/common';
import type { Instant } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import { pageOf, type PageOf } from '@samrad/platform/views';
import { standingOf, type DeliveryStatus, type LeftOut, type Standing } from './delivery.rules.js';

export interface DeliveryRow {
  id: string;
  personId: string | null;
  name: string;
  address: string | null;
  language: string;
  reason: LeftOut | null;
  mailId: string | null;
  error: string | null;
  sentAt: Instant | null;
  standing: Standing;
}

interface Raw extends Omit<DeliveryRow, 'standing'> {
  status: DeliveryStatus;
  mailStatus: string | null;
  bouncedAt: string | null;
}

const from: Sql = sql`FROM mailing_delivery d LEFT JOIN mail_message m ON m.id = d.mail_id`;

/** What became of a mailing, person by person. For organisers. */
@Injectable()
export class DeliveryFinder {
  constructor(private readonly db: Db) {}

  async page(mailingId: string, place: { page: number; per: number }): Promise<PageOf<DeliveryRow>> {
    const rows = await this.db.rows<Raw>(sql`
      SELECT d.id, d.person_id AS personId, d.name, d.address, d.language, d.status, d.reason, d.mail_id AS mailId,
        m.error, m.sent_at AS sentAt, m.status AS mailStatus, m.bounced_at AS bouncedAt
      ${from} WHERE d.mailing_id = ${mailingId} ORDER BY d.name, d.id
      LIMIT ${place.per + 1} OFFSET ${(place.page - 1) * place.per}`);
    return pageOf(rows.map(shown), place);
  }

  /** How many stand how. */
  async figures(mailingId: string): Promise<Partial<Record<Standing, number>>> {
    const rows = await this.db.rows<Pick<Raw, 'status' | 'mailStatus' | 'bouncedAt'> & { n: number }>(sql`
      SELECT d.status, m.status AS mailStatus, MAX(m.bounced_at) AS bouncedAt, COUNT(*) AS n ${from}
      WHERE d.mailing_id = ${mailingId}
      GROUP BY d.status, m.status, CASE WHEN m.bounced_at IS NULL THEN 0 ELSE 1 END`);
    const figures: Partial<Record<Standing, number>> = {};
    for (const { n, ...row } of rows) {
      const standing = standingOf(row);
      figures[standing] = (figures[standing] ?? 0) + Number(n);
    }
    return figures;
  }
}

const shown = ({ status, mailStatus, bouncedAt, ...row }: Raw): DeliveryRow => ({
  ...row,
  standing: standingOf({ status, mailStatus, bouncedAt }),
});
