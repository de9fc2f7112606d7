import { Injectable } from '@nestjs/common';
import { Db, fromJson, sql } from '@samrad/platform/database';
import { Search } from '@samrad/platform/search';

interface Findable {
  id: string;
  title: string;
  description: string | null;
  place: string | null;
  seriesCode: string | null;
  number: number | null;
  snapshot: unknown;
}

/** What can be found of a meeting: its facts and the published agenda, never the draft. */
@Injectable()
export class MeetingIndex {
  constructor(
    private readonly db: Db,
    private readonly search: Search,
  ) {}

  /** Inside the transaction that changed the meeting or published its agenda. */
  async put(id: string): Promise<void> {
    const row = await this.db.row<Findable>(sql`
      SELECT m.id, m.title, m.description, m.place, m.number, s.code AS seriesCode,
        (SELECT v.snapshot FROM agenda_version v WHERE v.meeting_id = m.id ORDER BY v.number DESC LIMIT 1) AS snapshot
      FROM meeting m LEFT JOIN meeting_series s ON s.id = m.series_id WHERE m.id = ${id}`);
    if (!row) return;
    const { items } = fromJson<{ items?: { title: string }[] } | null>(row.snapshot) ?? {};
    const titles = (items ?? []).map((item) => item.title);
    const reference = row.seriesCode ? `${row.seriesCode} ${row.number}` : null;
    const body = [reference, row.description, row.place, ...titles].filter(Boolean).join('\n');
    await this.search.put('meeting', id, { title: row.title, body, url: `/meetings/${id}` });
  }

  remove(id: string): Promise<void> {
    return this.search.remove('meeting', id);
  }
}
