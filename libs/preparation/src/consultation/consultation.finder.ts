import { Injectable } from '@nestjs/common';
import { nameIn } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import type { Day } from '@samrad/platform/clock';
import { Db, sql, type Sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';
import { pageOf, type PageOf } from '@samrad/platform/views';
import type { ConsultationQuery } from './consultation.dto.js';
import type { ConsultationStatus } from './consultation.entity.js';
import { visibleTo } from './consultation.policy.js';

export interface ConsultationRow {
  id: string;
  title: string;
  description: string | null;
  groupId: string;
  groupNameEn: string;
  groupNameNb: string;
  groupNameNn: string;
  respondBy: Day;
  most: number;
  status: ConsultationStatus;
  version: number;
}

export interface AspectRow {
  id: string;
  title: string;
  topicCode: string | null;
  nameEn: string | null;
  nameNb: string | null;
  nameNn: string | null;
}

/** Consultations as an actor may read them. */
@Injectable()
export class ConsultationFinder {
  constructor(private readonly db: Db) {}

  one(actor: Actor, id: string): Promise<ConsultationRow | undefined> {
    return this.db.row<ConsultationRow>(sql`${select} WHERE c.id = ${id} AND ${visibleTo(actor)}`);
  }

  /** Open ones first, then by day, the latest first. */
  async page(actor: Actor, { page, per }: ConsultationQuery): Promise<PageOf<ConsultationRow>> {
    const where: Sql = sql`WHERE ${visibleTo(actor)}`;
    const rows = await this.db.rows<ConsultationRow>(sql`${select} ${where}
      ORDER BY CASE c.status WHEN 'open' THEN 0 WHEN 'draft' THEN 1 ELSE 2 END, c.respond_by DESC, c.id DESC
      LIMIT ${per + 1} OFFSET ${(page - 1) * per}`);
    const total = await this.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM consultation c ${where}`);
    return pageOf(rows, { page, per }, Number(total!.n));
  }

  aspects(consultationId: string): Promise<AspectRow[]> {
    return this.db.rows<AspectRow>(sql`
      SELECT ca.id, ca.title, ca.topic_code AS topicCode, t.name_en AS nameEn, t.name_nb AS nameNb, t.name_nn AS nameNn
      FROM consultation_aspect ca LEFT JOIN topic t ON t.code = ca.topic_code
      WHERE ca.consultation_id = ${consultationId} ORDER BY ca.place, ca.id`);
  }
}

/** Topics are shown in the reader's language, other aspects as they were written. */
export const aspectName = (lang: Language, { title, nameEn, nameNb, nameNn }: AspectRow): string =>
  nameEn ? nameIn({ nameEn, nameNb: nameNb ?? '', nameNn: nameNn ?? '' }, lang) : title;

const select = sql`
  SELECT c.id, c.title, c.description, c.group_id AS groupId, g.name_en AS groupNameEn, g.name_nb AS groupNameNb,
    g.name_nn AS groupNameNn, c.respond_by AS respondBy, c.most, c.status, c.version
  FROM consultation c JOIN network_group g ON g.id = c.group_id`;
