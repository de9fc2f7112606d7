import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db, sql } from '@samrad/platform/database';
import { ExemptionSources, type ExemptedRecord } from '@samrad/library';

/** So many are listed. */
const most = 500;

/** Published minutes that are not public are reviewed with the documents. */
@Injectable()
export class MinutesExemptions implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly sources: ExemptionSources,
  ) {}

  onModuleInit(): void {
    this.sources.add((today) => this.toReview(today));
  }

  /** Of the newest version only. */
  private async toReview(today: string): Promise<ExemptedRecord[]> {
    const rows = await this.db.rows<Omit<ExemptedRecord, 'url'> & { meetingId: string }>(sql`
      SELECT mi.id, mi.meeting_id AS meetingId, m.title, v.audience, SUBSTR(v.published_at, 1, 10) AS dated,
        v.exemption, v.exemption_reason AS exemptionReason, v.exemption_review_on AS exemptionReviewOn
      FROM minutes mi JOIN meeting m ON m.id = mi.meeting_id
      JOIN minutes_version v ON v.minutes_id = mi.id AND v.number = mi.published_number
      WHERE v.audience <> 'public' AND (v.exemption IS NULL OR v.exemption_review_on <= ${today})
      ORDER BY v.exemption_review_on IS NULL, v.exemption_review_on, v.published_at DESC, mi.id LIMIT ${most}`);
    return rows.map(({ meetingId, ...row }) => ({ ...row, url: `/meetings/${meetingId}/minutes` }));
  }
}
