import { Injectable } from '@nestjs/common';
import { Db, join, sql } from '@samrad/platform/database';
import type { Link, SealedRecord } from './seal.rules.js';
import { SealedRecordFinder, type Source } from './sealed-record.finder.js';

const atOnce = 1000;
const sources: Source[] = ['event', 'trace'];

type Place = Pick<Link, 'recordId' | 'place' | 'hash'>;

/** The whole log, for another system that keeps it: one JSON object a line, with the place and hash of its link. */
@Injectable()
export class LogExport {
  constructor(
    private readonly db: Db,
    private readonly finder: SealedRecordFinder,
  ) {}

  /** Events, then traces, each oldest first. */
  async *lines(): AsyncGenerator<string, void> {
    for (const source of sources) {
      for (let after = ''; ;) {
        const records = await this.finder.page(source, after, atOnce);
        if (!records.length) break;
        const places = await this.places(source, records);
        for (const record of records) yield lineOf(source, record, places.get(record.id));
        after = records[records.length - 1]!.id;
      }
    }
  }

  async size(): Promise<{ records: number }> {
    const row = await this.db.row<{ events: number; traces: number }>(sql`
      SELECT (SELECT COUNT(*) FROM event) AS events, (SELECT COUNT(*) FROM trace) AS traces`);
    return { records: Number(row!.events) + Number(row!.traces) };
  }

  private async places(source: Source, records: SealedRecord[]): Promise<Map<string, Place>> {
    const rows = await this.db.rows<Place>(sql`
      SELECT record_id AS recordId, place, hash FROM seal
      WHERE source = ${source} AND record_id IN (${join(records.map(({ id }) => id))})`);
    return new Map(rows.map((row) => [row.recordId, row]));
  }
}

const lineOf = (source: Source, { id, at, shape, personal }: SealedRecord, link: Place | undefined): string =>
  JSON.stringify({ source, id, at, ...shape, ...personal, place: link?.place ?? null, hash: link?.hash ?? null });
