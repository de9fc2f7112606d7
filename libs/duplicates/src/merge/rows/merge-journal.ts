import { Injectable } from '@nestjs/common';
import { bulkInserts, Db, empty, fromJson, newIds, sql } from '@samrad/platform/database';
import type { Change } from './changes.js';
import type { Row } from './table-graph.js';

const columns = ['id', 'merge_id', 'place', 'kind', 'table_name', 'row_key', 'before', 'after'];

interface Entry {
  kind: Change['kind'];
  tableName: string;
  rowKey: unknown;
  earlier: string | null;
  later: string | null;
}

/** What merges did to rows, so that it can be undone, and so that what was set aside is not lost. */
@Injectable()
export class MergeJournal {
  constructor(private readonly db: Db) {}

  async write(mergeId: string, changes: readonly Change[]): Promise<void> {
    const ids = newIds(changes.length);
    const rows = changes.map(({ kind, table, key, before, after }, place) => [
      ...[ids[place], mergeId, place, kind, table, JSON.stringify(key)],
      ...[before && JSON.stringify(before), after && JSON.stringify(after)],
    ]);
    const quoted = columns.map((column) => `\`${column}\``);
    for (const insert of bulkInserts('merge_change', quoted, rows)) await this.db.run(insert);
  }

  /** The last one first. @param kind only such */
  async read(mergeId: string, kind?: Change['kind']): Promise<Change[]> {
    const only = kind ? sql`AND kind = ${kind}` : empty;
    const entries = await this.db.rows<Entry>(sql`
      SELECT kind, table_name AS tableName, row_key AS rowKey, \`before\` AS earlier, \`after\` AS later
      FROM merge_change WHERE merge_id = ${mergeId} ${only} ORDER BY place DESC`);
    return entries.map(({ kind: what, tableName: table, rowKey, earlier, later }) => ({
      ...{ kind: what, table, key: fromJson<Row>(rowKey), counted: null },
      ...{ before: earlier && fromJson<Row>(earlier), after: later && fromJson<Row>(later) },
    })) as Change[];
  }
}
