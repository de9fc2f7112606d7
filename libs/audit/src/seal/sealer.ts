import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@samrad/platform/clock';
import { bulkInserts, Db, isDuplicate, sql } from '@samrad/platform/database';
import { Jobs } from '@samrad/platform/jobs';
import { sha256 } from './digest.js';
import { firstHash, hashOf, personalOf, shapeOf, type Link, type SealedRecord } from './seal.rules.js';
import { SealedRecordFinder, type Source } from './sealed-record.finder.js';
import { windowBefore } from './seal-window.js';

const atOnce = 500;
const sources: Source[] = ['event', 'trace'];
const columns = ['place', 'source', 'record_id', 'record_at', 'shape', 'personal', 'salt', 'sealed_at', 'hash'];

/** Ids carry their time; what a slow transaction commits late is still looked for this long. */
const lateSeconds = { round: 600, hour: 26 * 3600 };

/**
 * Seals what was recorded into one chain, some seconds after it was committed: those who record do not wait for one
 * another at its end. Two workers that seal at once: one finds the place taken and lets the other go first.
 */
@Injectable()
export class Sealer {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly finder: SealedRecordFinder,
    jobs: Jobs,
  ) {
    jobs.eachRound(() => this.seal());
    jobs.hourly(() => this.seal(lateSeconds.hour));
  }

  /** @returns how many records were sealed */
  async seal(late = lateSeconds.round): Promise<number> {
    let sealed = 0;
    for (const source of sources) sealed += await this.sealAll(source, late);
    return sealed;
  }

  private async sealAll(source: Source, late: number): Promise<number> {
    let sealed = 0;
    for (;;) {
      const from = windowBefore(await this.finder.newestSealed(source), late);
      const waiting = await this.finder.unsealed(source, from, atOnce);
      if (!waiting.length) return sealed;
      const done = await this.append(source, waiting);
      if (!done) return sealed;
      sealed += done;
    }
  }

  /** @returns how many; 0 when another worker was faster */
  private async append(source: Source, records: SealedRecord[]): Promise<number> {
    try {
      await this.db.tx(async () => {
        const now = await this.finder.held(source, records);
        const links = this.linked(source, now, await this.last());
        const rows = links.map((link) => [
          ...[link.place, link.source, link.recordId, link.recordAt, link.shape, link.personal],
          ...[link.salt, link.sealedAt, link.hash],
        ]);
        for (const insert of bulkInserts('seal', columns, rows)) await this.db.run(insert);
      });
      return records.length;
    } catch (error) {
      if (isDuplicate(error)) return 0;
      throw error;
    }
  }

  private async last(): Promise<Pick<Link, 'place' | 'hash'>> {
    const row = await this.db.row<Pick<Link, 'place' | 'hash'>>(sql`
      SELECT place, hash FROM seal ORDER BY place DESC LIMIT 1`);
    return row ?? { place: 0, hash: firstHash };
  }

  private linked(source: Source, records: SealedRecord[], before: Pick<Link, 'place' | 'hash'>): Link[] {
    const sealedAt = this.clock.instant();
    let last = before;
    return records.map((record) => {
      const salt = randomBytes(16).toString('hex');
      const digests = { shape: shapeOf(record, sha256), personal: personalOf(record, salt, sha256) };
      const place = last.place + 1;
      const link = { place, source, recordId: record.id, recordAt: record.at, ...digests, sealedAt };
      const next = { ...link, salt, hash: hashOf(link, last.hash, sha256) };
      last = next;
      return next;
    });
  }
}
