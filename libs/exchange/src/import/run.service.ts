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
import { ListWriter } from '../writing/list-writer.js';
import { actorOf, keyOf, RegisterImport } from './import.entity.js';
import { forgetJob } from './list-files.js';
import { ImportStore } from './import-store.js';

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
  private portion(id: string, going: Going): Promise<boolean> {
    return this.db.repeatableTx(async () => {
      const one = await this.store.one(id);
      if (one.status !== 'running') return false;
      const actor = actorOf(one);
      const rows = await this.store.toWrite(id, one.cursorRow, portion);
      const last = rows.at(-1);
      if (!last) return this.finish(actor, one);
      const ruled = await this.judge.rule(rows, going);
      const target = { importId: id, file: one.filename, book: going.book };
      const { written, refused, overtaken } = await this.writer.write(actor, ruled, target);
      await this.store.written(id, written);
      for (const row of refused) await this.store.refused(id, row);
      for (const row of overtaken) await this.store.overtaken(id, row);
      const counts = { ...one.counts, written: one.counts.written + written.size };
      counts.refused += refused.filter(({ ruling }) => ruling !== 'ambiguous').length;
      counts.ambiguous += refused.filter(({ ruling }) => ruling === 'ambiguous').length;
      counts.unchanged += overtaken.length;
      counts.conflicts += overtaken.filter(({ conflicts }) => conflicts.length > 0).length;
      await this.db.update(RegisterImport, keyOf(one), {
        cursorRow: last.number,
        done: one.done + rows.length,
        counts,
      });
      return true;
    });
  }

  private async finish(actor: Actor, one: RegisterImport): Promise<false> {
    await this.db.update(RegisterImport, keyOf(one), { status: 'done', finishedAt: this.clock.instant() });
    await this.events.record('import.completed', one.id, actor, { file: one.filename, counts: { ...one.counts } });
    return false;
  }
}
