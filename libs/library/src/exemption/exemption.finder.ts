import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { exemptionStatus, type ExemptionStatus } from './exemption.rules.js';
import { ExemptionSources, type ExemptedRecord } from './exemption-sources.js';

export type ExemptionRow = ExemptedRecord & { status: ExemptionStatus };

/** So many of each kind are listed. */
const most = 500;

/** What is not public and wants a look. */
@Injectable()
export class ExemptionFinder implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly sources: ExemptionSources,
  ) {}

  onModuleInit(): void {
    this.sources.add((today) => this.documents(today));
  }

  /** Those to be looked at first, oldest day first; then those without any exemption named, newest first. */
  async toReview(): Promise<ExemptionRow[]> {
    const today = this.clock.today();
    const rows = (await this.sources.all(today)).map((row) => ({ ...row, status: exemptionStatus(row, today) }));
    const due = rows.filter(({ status }) => status === 'due');
    const unnamed = rows.filter(({ status }) => status === 'unnamed');
    due.sort((a, b) => compare(a.exemptionReviewOn!, b.exemptionReviewOn!) || compare(a.id, b.id));
    unnamed.sort((a, b) => compare(b.dated, a.dated) || compare(b.id, a.id));
    return [...due, ...unnamed];
  }

  private async documents(today: string): Promise<ExemptedRecord[]> {
    const rows = await this.db.rows<Omit<ExemptedRecord, 'url' | 'dated'> & { createdAt: string }>(sql`
      SELECT d.id, d.title, d.audience, d.exemption, d.exemption_reason AS exemptionReason,
        d.exemption_review_on AS exemptionReviewOn, d.created_at AS createdAt FROM document d
      WHERE d.audience <> 'public' AND (d.exemption IS NULL OR d.exemption_review_on <= ${today})
      ORDER BY d.exemption_review_on IS NULL, d.exemption_review_on, d.created_at DESC, d.id LIMIT ${most}`);
    return rows.map(({ createdAt, ...row }) => ({
      ...row,
      url: `/documents/${row.id}`,
      dated: createdAt.slice(0, 10),
    }));
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
