import { Injectable } from '@nestjs/common';
import type { Instant } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { ConsultationFinder, type ConsultationRow } from '../consultation/consultation.finder.js';
import { resultOf } from './ranking.rules.js';

export interface RankingRow {
  id: string;
  stateCode: string;
  name: string;
  comment: string | null;
  answeredAt: Instant;
  /** In order, the first is the most wanted. */
  aspectIds: string[];
}

/** What States answered, and what comes of it. */
@Injectable()
export class ResultFinder {
  constructor(
    private readonly db: Db,
    private readonly consultations: ConsultationFinder,
  ) {}

  /** Aspects in the order of the result, and the answer that counts of each State. */
  async of({ id, most }: Pick<ConsultationRow, 'id' | 'most'>) {
    const [aspects, states] = await Promise.all([this.consultations.aspects(id), this.latest(id)]);
    return { aspects: resultOf(aspects, states, most), states };
  }

  /** The last answer of each State. */
  async latest(consultationId: string): Promise<RankingRow[]> {
    const all = await this.all(consultationId);
    return [...new Map(all.map((row) => [row.stateCode, row])).values()];
  }

  /** Every answer, the oldest first. */
  async all(consultationId: string): Promise<RankingRow[]> {
    const rows = await this.db.rows<Omit<RankingRow, 'aspectIds'>>(sql`
      SELECT r.id, r.state_code AS stateCode, TRIM(CONCAT(p.given_name, ' ', p.family_name)) AS name, r.comment,
        r.answered_at AS answeredAt
      FROM ranking r JOIN preparation_asked a ON a.id = r.asked_id JOIN person p ON p.id = a.person_id
      WHERE r.consultation_id = ${consultationId} ORDER BY r.answered_at, r.id`);
    const places = await this.db.rows<{ rankingId: string; aspectId: string }>(sql`
      SELECT rp.ranking_id AS rankingId, rp.aspect_id AS aspectId
      FROM ranking_place rp JOIN ranking r ON r.id = rp.ranking_id
      WHERE r.consultation_id = ${consultationId} ORDER BY rp.place`);
    return rows.map((row) => ({
      ...row,
      aspectIds: places.filter(({ rankingId }) => rankingId === row.id).map(({ aspectId }) => aspectId),
    }));
  }
}
