import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db, sql } from '@samrad/platform/database';
import { ExemptionSources, type ExemptedRecord } from '@samrad/library';
import { audienceOfSession, type SessionAccess } from './session.types.js';

/** So many are listed. */
const most = 500;

/** Closed sessions, with the items under them, are reviewed with the documents. */
@Injectable()
export class SessionExemptions implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly sources: ExemptionSources,
  ) {}

  onModuleInit(): void {
    this.sources.add((today) => this.toReview(today));
  }

  private async toReview(today: string): Promise<ExemptedRecord[]> {
    const rows = await this.db.rows<Row>(sql`
      SELECT s.id, s.title, s.access, m.title AS meeting, SUBSTR(m.start_wall, 1, 10) AS dated,
        s.exemption, s.exemption_reason AS exemptionReason, s.exemption_review_on AS exemptionReviewOn
      FROM agenda_session s JOIN meeting m ON m.id = s.meeting_id
      WHERE s.access <> 'open' AND (s.exemption IS NULL OR s.exemption_review_on <= ${today})
      ORDER BY s.exemption_review_on IS NULL, s.exemption_review_on, m.start_wall DESC, s.id LIMIT ${most}`);
    return rows.map(({ title, meeting, access, ...row }) => ({
      ...row,
      title: `${meeting}: ${title}`,
      audience: audienceOfSession(access),
      url: `/agenda-sessions/${row.id}/edit`,
    }));
  }
}

type Row = Omit<ExemptedRecord, 'url' | 'audience'> & { access: SessionAccess; meeting: string };
