import { Injectable } from '@nestjs/common';
import { Db, sql, type Sql } from '@samrad/platform/database';

export interface SeriesRow {
  id: string;
  code: string;
  nameEn: string;
  nameNb: string;
  nameNn: string;
  groupId: string | null;
  groupCode: string | null;
  /** Number that the next meeting gets when none is chosen. */
  nextNumber: number;
  /** How many meetings it has. */
  meetings: number;
  version: number;
}

export interface GroupOption {
  id: string;
  code: string;
  nameEn: string;
  nameNb: string;
  nameNn: string;
}

@Injectable()
export class SeriesFinder {
  constructor(private readonly db: Db) {}

  /** All series by short name. */
  list(): Promise<SeriesRow[]> {
    return this.db.rows<SeriesRow>(sql`${this.select()} ORDER BY s.code`);
  }

  one(id: string): Promise<SeriesRow | undefined> {
    return this.db.row<SeriesRow>(sql`${this.select()} WHERE s.id = ${id}`);
  }

  byCode(code: string): Promise<SeriesRow | undefined> {
    return this.db.row<SeriesRow>(sql`${this.select()} WHERE s.code = ${code}`);
  }

  /** Whether there is a series, or ever was one. */
  async everHadAny(): Promise<boolean> {
    const row = await this.db.row(sql`
      SELECT id FROM meeting_series UNION ALL SELECT id FROM event WHERE noun = 'series' LIMIT 1`);
    return row !== undefined;
  }

  /** Groups a series or a meeting can be for. */
  groups(): Promise<GroupOption[]> {
    return this.db.rows<GroupOption>(sql`
      SELECT id, code, name_en AS nameEn, name_nb AS nameNb, name_nn AS nameNn FROM network_group ORDER BY code`);
  }

  private select(): Sql {
    return sql`
      SELECT s.id, s.code, s.name_en AS nameEn, s.name_nb AS nameNb, s.name_nn AS nameNn, s.group_id AS groupId,
        g.code AS groupCode, s.next_number AS nextNumber, s.version,
        (SELECT COUNT(*) FROM meeting m WHERE m.series_id = s.id) AS meetings
      FROM meeting_series s LEFT JOIN network_group g ON g.id = s.group_id`;
  }
}
