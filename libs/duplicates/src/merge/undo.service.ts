import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, raw, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { PairService } from '../scan/pair.service.js';
import { RecordMerge } from './merge.entity.js';
import { MergeJournal } from './rows/merge-journal.js';
import { canUndoMerge } from './merge.policy.js';
import { RegisterIndex } from './rows/register-index.js';
import type { Change } from './rows/changes.js';
import { RawRows } from './rows/raw-rows.js';
import type { Row } from './rows/table-graph.js';

/** Makes one record two again. */
@Injectable()
export class UndoService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly rows: RawRows,
    private readonly journal: MergeJournal,
    private readonly index: RegisterIndex,
    private readonly pairs: PairService,
  ) {}

  /**
   * Restores both records. What somebody changed since keeps the change; what came since stays with the one that stayed.
   * @returns how many rows could not go back, because they were changed or deleted since
   * @throws Conflict when the time is over, when it was undone already, or when the one that stayed is gone
   */
  async undo(actor: Actor, id: string, version: number): Promise<number> {
    demand(canUndoMerge(actor));
    return this.db
      .tx(() => this.restore(actor, id, version))
      .catch((error: unknown) => {
        throw isDuplicate(error) ? new Conflict('duplicates.undo.refused.taken') : error;
      });
  }

  private async restore(actor: Actor, id: string, version: number): Promise<number> {
    const merge = await this.held(id);
    this.check(merge);
    const { noun, keptId, lostId } = merge;
    const kept = await this.rows.one(noun, { id: keptId });
    if (!kept) throw new Conflict('duplicates.undo.refused.gone');
    await this.db.update(RecordMerge, { id, version }, { undoneBy: actor.name, undoneAt: this.clock.instant() });
    let left = 0;
    for (const change of await this.journal.read(id)) {
      if (!(await this.revert(change)) && change.table !== 'job') left += 1;
    }
    await this.rows.update(noun, { id: keptId }, { version: Number(kept.version) + 1 });
    await this.pairs.merged(actor, keptId, lostId, true);
    await this.index.replace(noun, { gone: [], changed: [keptId, lostId] });
    await this.events.record(`${noun}.unmerged`, keptId, actor, { name: merge.lostName, lostId });
    await this.events.record(`${noun}.unmerged`, lostId, actor, { name: merge.keptName });
    return left;
  }

  /** The merge, and the record that stayed: who edits either was there before or waits. */
  private async held(id: string): Promise<RecordMerge> {
    const rows = await this.db.hold<Pick<RecordMerge, 'noun' | 'keptId'>>(sql`
      SELECT noun, kept_id AS keptId FROM record_merge WHERE id = ${id}`);
    const { noun, keptId } = found(rows[0]);
    await this.db.hold(sql`SELECT id FROM ${raw(noun)} WHERE id = ${keptId}`);
    return found(await this.db.repo(RecordMerge).findOneBy({ id }));
  }

  private check({ undoneAt, undoUntil, isForgotten }: RecordMerge): void {
    if (undoneAt) throw new Conflict('duplicates.undo.refused.already');
    if (isForgotten || undoUntil <= this.clock.instant()) throw new Conflict('duplicates.undo.refused.tooLate');
  }

  /** @returns whether all of it went back */
  private async revert({ kind, table, key, before, after }: Change): Promise<boolean> {
    const row = await this.rows.held(table, key);
    if (kind === 'set_aside') {
      if (!row) await this.rows.insert(table, before!);
      return !row;
    }
    if (!row) return false;
    if (kind === 'added') return this.takeBack(table, { key, row, added: after! });
    const back = Object.entries(before!).filter(([column]) => isSame(row[column], after![column]));
    if (back.length) await this.rows.update(table, key, Object.fromEntries(back));
    return isComplete(back, before!);
  }

  /** A row that the merge made; one that somebody changed since stays. */
  private async takeBack(table: string, { key, row, added }: { key: Row; row: Row; added: Row }): Promise<boolean> {
    if (!Object.entries(added).every(([column, value]) => isSame(row[column], value))) return false;
    await this.rows.remove(table, key);
    return true;
  }
}

const counters = ['version', 'updated_at'];
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
const withoutCounters = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !counters.includes(column)));
const isComplete = (back: [string, unknown][], before: Row): boolean => {
  const done = new Set(back.map(([column]) => column));
  return Object.keys(withoutCounters(before)).every((column) => done.has(column));
};
