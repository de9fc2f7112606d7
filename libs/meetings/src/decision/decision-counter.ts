import { Injectable } from '@nestjs/common';
import { Db, sql } from '@samrad/platform/database';
import { DecisionCounter } from './decision.entity.js';

/**
 * Gives the numbers of decisions. The row of a series and year is locked by raising it, so no two transactions get the
 * same number; a number that was given is never given again, also when its draft is deleted.
 */
@Injectable()
export class DecisionNumbers {
  constructor(private readonly db: Db) {}

  /** Joins the open transaction. @throws a duplicate when two begin a year at once: the caller tries again */
  async next(seriesKey: string, year: number): Promise<number> {
    const raised = await this.db.run(sql`
      UPDATE decision_counter SET last_number = last_number + 1 WHERE series_key = ${seriesKey} AND year = ${year}`);
    if (!raised) {
      await this.db.repo(DecisionCounter).insert({ seriesKey, year, lastNumber: 1 });
      return 1;
    }
    const row = await this.db.row<{ lastNumber: number }>(sql`
      SELECT last_number AS lastNumber FROM decision_counter WHERE series_key = ${seriesKey} AND year = ${year}`);
    return row!.lastNumber;
  }
}
