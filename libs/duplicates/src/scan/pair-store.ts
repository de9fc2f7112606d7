import { Injectable } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { bulkInserts, Db, newIds, sql } from '@samrad/platform/database';
import type { Noun } from '../rule/rule.types.js';
import type { AlikePair } from './comparison.js';

interface Known {
  id: string;
  leftId: string;
  rightId: string;
  status: string;
  score: number;
}

const columns = ['id', 'noun', 'left_id', 'right_id', 'score', 'reasons', 'status', 'scan_id', 'found_at'];

/** Pairs as scans find them. What somebody said of a pair is remembered. */
@Injectable()
export class PairStore {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Notes what a scan found, and forgets open pairs that are no longer alike; inside the transaction of the scan. */
  async replace(noun: Noun, scanId: string, alike: readonly AlikePair[]): Promise<void> {
    const known = await this.known(noun);
    const fresh = alike.filter((pair) => !known.has(keyOf(pair)));
    for (const pair of alike) {
      const old = known.get(keyOf(pair));
      if (old) await this.seenAgain(old, pair, scanId);
    }
    const now = this.clock.instant();
    const ids = newIds(fresh.length);
    const rows = fresh.map(({ leftId, rightId, score, reasons }, at) => [
      ...[ids[at], noun, leftId, rightId, score, JSON.stringify(reasons), 'open', scanId, now],
    ]);
    for (const insert of bulkInserts('duplicate_pair', columns, rows)) await this.db.run(insert);
    await this.db.run(sql`
      DELETE FROM duplicate_pair WHERE noun = ${noun} AND status = 'open' AND (scan_id IS NULL OR scan_id <> ${scanId})`);
  }

  private async known(noun: Noun): Promise<Map<string, Known>> {
    const rows = await this.db.rows<Known>(sql`
      SELECT id, left_id AS leftId, right_id AS rightId, status, score FROM duplicate_pair WHERE noun = ${noun}`);
    return new Map(rows.map((row) => [keyOf(row), row]));
  }

  private seenAgain({ id }: Known, { score, reasons }: AlikePair, scanId: string): Promise<number> {
    return this.db.run(sql`
      UPDATE duplicate_pair SET score = ${score}, reasons = ${JSON.stringify(reasons)}, scan_id = ${scanId}
      WHERE id = ${id}`);
  }
}

const keyOf = ({ leftId, rightId }: { leftId: string; rightId: string }): string => `${leftId}|${rightId}`;
