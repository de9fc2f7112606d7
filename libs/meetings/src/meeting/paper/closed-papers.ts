import { Injectable } from '@nestjs/common';
import { Db, join, sql } from '@samrad/platform/database';
import { narrowest } from '../../agenda/session/session.rules.js';
import type { SessionAccess } from '../../agenda/session/session.types.js';

/** Which documents belong to items of closed sessions, in whatever meeting. */
@Injectable()
export class ClosedPapers {
  constructor(private readonly db: Db) {}

  /** For whom the narrowest of the sessions of each is. @returns by id of the document; what is open is not in it */
  async of(documentIds: readonly string[]): Promise<Map<string, SessionAccess>> {
    if (!documentIds.length) return new Map();
    const rows = await this.db.rows<{ id: string; access: SessionAccess }>(sql`
      SELECT md.document_id AS id, s.access FROM meeting_document md JOIN agenda_item i ON i.id = md.item_id
      JOIN agenda_session s ON s.id = i.session_id
      WHERE md.document_id IN (${join([...documentIds])}) AND s.access <> 'open'`);
    const of = (wanted: string) => rows.filter(({ id }) => id === wanted).map(({ access }) => access);
    return new Map([...new Set(rows.map(({ id }) => id))].map((id) => [id, narrowest(of(id))!]));
  }
}
