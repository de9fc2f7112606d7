import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { canImportNetwork } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { Conflict, demand, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Jobs } from '@samrad/platform/jobs';
import { Traces } from '@samrad/platform/traces';
import { type Going, RowJudge } from '../judging/row-judge.js';
import type { RuledRow } from '../judging/ruled.types.js';
import type { Told } from '../judging/told.rules.js';
import { ListWriter, type Written } from '../writing/list-writer.js';
import { actorOf, keyOf, RegisterImport } from './import.entity.js';
import { forgetJob } from './list-files.js';
import { ImportStore, type RowToWrite } from './import-store.js';
import { type Counts, noCounts } from './import.types.js';

export const writeJob = 'exchange.write';
/** Rows in one transaction, with the mark of how far it is. */
const portion = 500;

/** Where a list comes from, and what it is brought in for. */
export interface Origin {
  source: string;
  purpose: string;
  version: number;
}

/** Writes a checked list into the register: portion by portion, each whole or not at all, from where it stopped. */
@Injectable()
export class RunService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly traces: Traces,
    private readonly store: ImportStore,
    private readonly judge: RowJudge,
    private readonly writer: ListWriter,
  ) {}

  /** Notes who brings it in and what for, and hands it to the worker. @throws Conflict unless it is checked */
  async start(actor: Actor, id: string, { source, purpose, version }: Origin): Promise<void> {
    demand(canImportNetwork(actor));
    await this.db.tx(async () => {
      const one = await this.store.one(id);
      if (one.status !== 'checked' || one.version !== version) throw new Conflict('exchange.refused.status');
      const amount = one.counts.new + one.counts.changed;
      if (amount === 0) throw new Invalid({ source: { key: 'exchange.import.nothing' } });
      const who = { actorId: actor.personId, actorName: actor.name };
      const actorRights = { accountId: actor.accountId, roles: [...actor.roles] };
      const mark = { done: 0, total: amount, cursorRow: one.headerRow, startedAt: this.clock.instant() };
      await this.db.update(RegisterImport, keyOf(one), {
        status: 'running',
        fileHash: null,
        source,
        purpose,
        actorRights,
        ...who,
        ...mark,
      });
      const handover = { receiver: source, purpose };
      const taking = { what: `${one.noun}s`, subjectId: id, subject: one.filename, amount, handover };
      await this.traces.imported(actor, taking);
      // What is written is in the rows: the file, with all that was left out, is not kept.
      if (one.fileHash !== null) await this.jobs.later(forgetJob, { hash: one.fileHash });
      await this.jobs.later(writeJob, { importId: id });
    });
  }

  /** What is written stays, and is told; the rest is not written. */
  async cancel(actor: Actor, id: string): Promise<void> {
    demand(canImportNetwork(actor));
    await this.db.tx(async () => {
      const one = await this.store.one(id);
      if (one.status === 'checking') return this.db.update(RegisterImport, keyOf(one), { status: 'draft' });
      if (one.status !== 'running') throw new Conflict('exchange.refused.status');
      const finishedAt = this.clock.instant();
      await this.db.update(RegisterImport, keyOf(one), { status: 'cancelled', finishedAt });
      await this.events.record('import.cancelled', id, actor, { file: one.filename, counts: one.counts });
    });
  }

  /** Goes on where it stopped, whoever stopped it. */
  async run(id: string): Promise<void> {
    const one = await this.store.one(id);
    if (one.status !== 'running') return;
    const header = await this.store.header(one);
    const going = await this.judge.begin({ ...one, header });
    while (await this.portion(id, going)) await nextTurn();
  }

  /**
   * The mark of how far it is moves in the transaction that writes: no row is written twice and none is left out. A loss
   * of power takes back both, so the commit need not wait for the disk.
   */
  private async portion(id: string, going: Going): Promise<boolean> {
    const next = await this.store.targets(id, portion);
    return this.db.repeatableTx(async () => {
      await this.store.hold(going.list.noun, next);
      const one = await this.store.one(id);
      if (one.status !== 'running') return false;
      const actor = actorOf(one);
      const rows = await this.store.toWrite(id, one.cursorRow, portion);
      const last = rows.at(-1);
      if (!last) return this.finish(actor, one);
      const told = new Map(rows.map((row) => [row.number, row.told]));
      const ruled = await this.ruled(rows, going, told);
      const target = { importId: id, file: one.filename, book: going.book, told };
      const done = await this.writer.write(actor, ruled, target);
      await this.store.written(id, done.written);
      for (const row of done.refused) await this.store.refused(id, row);
      for (const row of done.overtaken) await this.store.overtaken(id, row);
      const counts = countedOn({ ...noCounts(), ...one.counts }, done, told);
      await this.db.update(RegisterImport, keyOf(one), {
        cursorRow: last.number,
        done: one.done + rows.length,
        counts,
      });
      return true;
    });
  }

  private async ruled(rows: readonly RowToWrite[], going: Going, told: ReadonlyMap<number, Told>) {
    if (going.list.noun === 'organisation')
      await this.judge.refresh(
        going,
        rows.flatMap((row) => row.told.targetId ?? []),
      );
    return this.judge.rule(rows, going, told);
  }

  private async finish(actor: Actor, one: RegisterImport): Promise<false> {
    await this.db.update(RegisterImport, keyOf(one), { status: 'done', finishedAt: this.clock.instant() });
    await this.events.record('import.completed', one.id, actor, { file: one.filename, counts: { ...one.counts } });
    return false;
  }
}

function countedOn(before: Counts, { written, refused, overtaken }: Written, told: ReadonlyMap<number, Told>): Counts {
  const ambiguous = refused.filter(({ ruling }) => ruling === 'ambiguous').length;
  const isNew = ({ place, conflicts }: RuledRow) => conflicts.length > 0 && !told.get(place)?.hasConflict;
  return {
    ...before,
    written: before.written + written.size,
    refused: before.refused + refused.length - ambiguous,
    ambiguous: before.ambiguous + ambiguous,
    unchanged: before.unchanged + overtaken.filter(({ ruling }) => ruling === 'unchanged').length,
    conflicts: before.conflicts + overtaken.filter(isNew).length,
    overtaken: before.overtaken + overtaken.length,
  };
}
