import { Injectable } from '@nestjs/common';
import { nameIn } from '@samrad/network';
import { Db, sql, type Sql } from '@samrad/platform/database';
import type { Language } from '@samrad/platform/i18n';

export interface ListRow {
  id: string;
  code: string;
  nameEn: string;
  nameNb: string;
  nameNn: string;
  descriptionEn: string | null;
  descriptionNb: string | null;
  descriptionNn: string | null;
  isPublic: boolean;
  version: number;
}

export interface CountedList extends ListRow {
  /** Confirmed subscriptions. */
  subscribers: number;
}

export const descriptionIn = (list: ListRow, language: Language): string | null =>
  ({ nb: list.descriptionNb, nn: list.descriptionNn, en: list.descriptionEn })[language];

@Injectable()
export class MailingListFinder {
  constructor(private readonly db: Db) {}

  /** All lists by short name. */
  async all(): Promise<CountedList[]> {
    const rows = await this.rows(sql`1 = 1`);
    return rows.map((row) => ({ ...row, subscribers: Number(row.subscribers) }));
  }

  async public(): Promise<ListRow[]> {
    return this.rows(sql`l.is_public = 1`);
  }

  /** @param id id or short name */
  async one(id: string): Promise<CountedList | undefined> {
    const [row] = await this.rows(sql`(l.id = ${id} OR l.code = ${id})`);
    return row && { ...row, subscribers: Number(row.subscribers) };
  }

  async options(language: Language): Promise<{ value: string; label: string }[]> {
    return (await this.all()).map((list) => ({ value: list.id, label: nameIn(list, language) }));
  }

  private async rows(condition: Sql): Promise<CountedList[]> {
    const rows = await this.db.rows<CountedList>(sql`
      SELECT l.id, l.code, l.name_en AS nameEn, l.name_nb AS nameNb, l.name_nn AS nameNn,
        l.description_en AS descriptionEn, l.description_nb AS descriptionNb, l.description_nn AS descriptionNn,
        l.is_public AS isPublic, l.version,
        (SELECT COUNT(*) FROM subscription s WHERE s.list_id = l.id AND s.status = 'confirmed') AS subscribers
      FROM mailing_list l WHERE ${condition} ORDER BY l.code`);
    return rows.map((row) => ({ ...row, isPublic: Boolean(row.isPublic) }));
  }
}
