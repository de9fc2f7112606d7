import { Injectable } from '@nestjs/common';
import { Db, join, sql } from '@samrad/platform/database';
import { exemptionIn, narrowest, type Closing } from '../../agenda/session/session.rules.js';

/** Which documents belong to items of closed sessions, in whatever meeting. */
@Injectable()
export class ClosedPapers {
  constructor(private readonly db: Db) {}

  /** For whom the narrowest of the sessions of each is, and what exempts it. @returns by id of the document; what is open is not in it */
  async of(documentIds: readonly string[]): Promise<Map<string, Closing>> {
    if (!documentIds.length) return new Map();
    const rows = await this.db.rows<Closing & { id: string }>(sql`
      SELECT md.document_id AS id, s.access, s.exemption FROM meeting_document md JOIN agenda_item i ON i.id = md.item_id
      JOIN agenda_session s ON s.id = i.session_id
      WHERE md.document_id IN (${join([...documentIds])}) AND s.access <> 'open'`);
    const closingOf = (wanted: string): Closing => {
      const sessions = rows.filter(({ id }) => id === wanted);
      return { access: narrowest(sessions.map(({ access }) => access))!, exemption: exemptionIn(sessions) };
    };
    return new Map(rows.map(({ id }) => [id, closingOf(id)]));
  }
}
