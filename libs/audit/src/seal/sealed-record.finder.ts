import { Injectable } from '@nestjs/common';
import { Db, empty, fromJson, join, raw, sql, type Sql } from '@samrad/platform/database';
import type { Link, SealedRecord } from './seal.rules.js';

export type Source = Link['source'];

interface EventColumns {
  id: string;
  kind: string;
  noun: string;
  subjectId: string;
  actorId: string | null;
  actorName: string;
  data: unknown;
  at: string;
}

interface TraceColumns {
  id: string;
  kind: string;
  what: string;
  subjectId: string | null;
  subject: string | null;
  actorId: string | null;
  actorName: string;
  amount: number | null;
  receiver: string | null;
  purpose: string | null;
  detail: unknown;
  day: string;
  at: string;
}

const eventColumns = sql`r.id, r.kind, r.noun, r.subject_id AS subjectId, r.actor_id AS actorId,
  r.actor_name AS actorName, r.data, r.at`;
const traceColumns = sql`r.id, r.kind, r.what, r.subject_id AS subjectId, r.subject, r.actor_id AS actorId,
  r.actor_name AS actorName, r.amount, r.receiver, r.purpose, r.detail, r.day, r.at`;

const tables = { event: raw('event'), trace: raw('trace') };

/** Events and traces in the one form in which they are sealed and exported. */
@Injectable()
export class SealedRecordFinder {
  constructor(private readonly db: Db) {}

  /** Those that are in no link yet, oldest first. @param from an id; earlier ones are not looked at */
  unsealed(source: Source, from: string, limit: number): Promise<SealedRecord[]> {
    return this.of(
      source,
      sql`LEFT JOIN seal s ON s.source = ${source} AND s.record_id = r.id
        WHERE r.id >= ${from} AND s.place IS NULL ORDER BY r.id LIMIT ${limit}`,
    );
  }

  /** These as they are now. Until the transaction ends, nobody takes anything out of them. */
  held(source: Source, records: readonly SealedRecord[]): Promise<SealedRecord[]> {
    const ids = join(records.map(({ id }) => id));
    return this.of(source, sql`WHERE r.id IN (${ids}) ORDER BY r.id`, (query) => this.db.hold(query));
  }

  async byId(source: Source, ids: readonly string[]): Promise<Map<string, SealedRecord>> {
    if (!ids.length) return new Map();
    const records = await this.of(source, sql`WHERE r.id IN (${join([...ids])})`);
    return new Map(records.map((record) => [record.id, record]));
  }

  /** @param after id of the last one that is known already */
  page(source: Source, after: string, limit: number): Promise<SealedRecord[]> {
    return this.of(source, sql`WHERE r.id > ${after} ORDER BY r.id LIMIT ${limit}`);
  }

  /** Id of the newest sealed record of this source. */
  async newestSealed(source: Source): Promise<string | null> {
    const row = await this.db.row<{ id: string | null }>(sql`
      SELECT MAX(record_id) AS id FROM seal WHERE source = ${source}`);
    return row?.id ?? null;
  }

  private async of(
    source: Source,
    which: Sql,
    read = (query: Sql) => this.db.rows<EventColumns & TraceColumns>(query),
  ): Promise<SealedRecord[]> {
    const columns = source === 'event' ? eventColumns : traceColumns;
    const rows = await read(sql`SELECT ${columns} FROM ${tables[source]} r ${which ?? empty}`);
    return rows.map(source === 'event' ? eventRecord : traceRecord);
  }
}

const eventRecord = ({ id, at, kind, noun, subjectId, actorId, actorName, data }: EventColumns): SealedRecord => ({
  ...{ id, at },
  shape: { kind, noun, subjectId, actorId },
  personal: { actorName, data: fromJson(data ?? null) },
});

const traceRecord = ({ id, at, kind, what, subjectId, actorId, amount, day, ...rest }: TraceColumns): SealedRecord => ({
  ...{ id, at },
  shape: { kind, what, subjectId, actorId, amount, day },
  personal: {
    actorName: rest.actorName,
    subject: rest.subject,
    receiver: rest.receiver,
    purpose: rest.purpose,
    detail: fromJson(rest.detail ?? null),
  },
});
