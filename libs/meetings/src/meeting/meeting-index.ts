import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db, sql } from '@samrad/platform/database';
import { Search, seenIn, type Passage } from '@samrad/platform/search';
import { snapshotIn } from '../agenda/agenda-snapshot.js';
import { findsPassage } from '../agenda/agenda.policy.js';
import { isNumbered } from '../agenda/agenda.rules.js';
import type { AgendaLine } from '../agenda/agenda.types.js';
import { visibleTo } from './meeting.policy.js';

interface Findable {
  id: string;
  title: string;
  description: string | null;
  place: string | null;
  startWall: string;
  seriesCode: string | null;
  number: number | null;
  snapshot: unknown;
}

/** What can be found of a meeting: its facts and the items of the published agenda, never the draft; of closed sessions for those who may read them. */
@Injectable()
export class MeetingIndex implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly search: Search,
  ) {}

  onModuleInit(): void {
    this.search.register(
      'meeting',
      (actor) => seenIn(sql`meeting m`, sql`m.id`, findsPassage(actor, visibleTo(actor), sql`s.record_id`)),
      {
        ids: sql`SELECT id FROM meeting`,
        put: async (ids) => {
          for (const id of ids) await this.put(id);
        },
      },
    );
  }

  /** Inside the transaction that changed the meeting or published its agenda. */
  async put(id: string): Promise<void> {
    const row = await this.db.row<Findable>(sql`
      SELECT m.id, m.title, m.description, m.place, m.start_wall AS startWall, m.number, s.code AS seriesCode,
        (SELECT v.snapshot FROM agenda_version v WHERE v.meeting_id = m.id ORDER BY v.number DESC LIMIT 1) AS snapshot
      FROM meeting m LEFT JOIN meeting_series s ON s.id = m.series_id WHERE m.id = ${id}`);
    if (!row) return;
    const items = row.snapshot ? snapshotIn(row.snapshot).items : [];
    const reference = row.seriesCode ? `${row.seriesCode} ${row.number}` : null;
    const body = [reference, row.description, row.place].filter(Boolean).join('\n');
    const passages = items.filter(isNumbered).map((item) => passageFor(id, item));
    const dated = row.startWall.slice(0, 10);
    await this.search.put('meeting', id, { title: row.title, body, url: `/meetings/${id}`, dated, passages });
  }

  remove(id: string): Promise<void> {
    return this.search.remove('meeting', id);
  }
}

/** Titles of its documents are the library's to show, and where a presenter works is for some readers only. */
function passageFor(meetingId: string, { id, number, title, note, presenters, session }: AgendaLine): Passage {
  const names = (presenters ?? []).map(({ name }) => name);
  const section = number === null ? title : `${number}. ${title}`;
  const text = [note, ...names].filter(Boolean).join('\n');
  return { section, text, url: `/meetings/${meetingId}#item-${id}`, access: session?.access };
}
