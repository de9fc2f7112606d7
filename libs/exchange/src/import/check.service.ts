import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { canImportNetwork, PersonProtection } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Db } from '@samrad/platform/database';
import { demand, Invalid } from '@samrad/platform/errors';
import { Jobs } from '@samrad/platform/jobs';
import { mappingFaults, type Noun } from '../row/import-columns.rules.js';
import { RowJudge } from '../judging/row-judge.js';
import type { RuledRow } from '../judging/ruled.types.js';
import { reasonAgainst, withReason } from '../writing/list-writer.js';
import { actorOf, keyOf, RegisterImport } from './import.entity.js';
import { ImportStore } from './import-store.js';
import { type Counts, noCounts, type Remark } from './import.types.js';
import { StagingService } from './staging.service.js';

export const checkJob = 'exchange.check';
const portion = 1000;
/** Lists up to so many rows are checked while the person waits. */
const atOnce = 2000;

/** Says of every row what would become of it. */
@Injectable()
export class CheckService {
  constructor(
    private readonly db: Db,
    private readonly jobs: Jobs,
    private readonly staging: StagingService,
    private readonly store: ImportStore,
    private readonly judge: RowJudge,
    private readonly protection: PersonProtection,
  ) {}

  /** Short lists at once, long ones by the worker. @throws Invalid when the columns lack something */
  async start(actor: Actor, id: string): Promise<void> {
    demand(canImportNetwork(actor));
    const total = await this.db.tx(async () => {
      const one = await this.staging.changeable(id);
      const [fault] = mappingFaults(one.columns, one.noun, one.choices.match);
      if (fault) throw new Invalid({ columns: { key: fault.key, params: { label: fault.field ?? '' } } });
      await this.db.update(RegisterImport, keyOf(one), { status: 'checking', done: 0, counts: noCounts() });
      if (one.total > atOnce) await this.jobs.later(checkJob, { importId: id });
      return one.total;
    });
    if (total <= atOnce) await this.run(id);
  }

  /** Begins from the beginning when it was cut off: what was said is said again. */
  async run(id: string): Promise<void> {
    const one = await this.store.one(id);
    if (one.status !== 'checking') return;
    const header = await this.store.header(one);
    const going = await this.judge.begin({ ...one, header }, { isLooking: true });
    const counts = noCounts();
    let [place, done] = [one.headerRow, 0];
    for (;;) {
      const rows = await this.store.below(id, place, portion);
      const last = rows.at(-1);
      if (!last) break;
      const ruled = await this.withProtection(actorOf(one), await this.judge.rule(rows, going));
      ruled.forEach((row) => count(counts, row));
      place = last.number;
      done += rows.length;
      const goesOn = await this.db.repeatableTx(async () => {
        // First of all: rows that were taken out meanwhile must not come back.
        if (!(await this.advance(id, done))) return false;
        await this.store.rule(id, rows, new Map(ruled.map((row) => [row.place, row])));
        return true;
      });
      if (!goesOn) return;
      await nextTurn();
    }
    await this.finish(id, counts, going.fresh.labels);
  }

  /** Addresses that are not the actor's to change are told now, not when they are written. */
  private async withProtection(actor: Actor, rows: readonly RuledRow[]): Promise<RuledRow[]> {
    const told: RuledRow[] = [];
    for (const row of rows) {
      const isMoved = row.targetId !== null && row.changes.some(({ field }) => field === 'emails');
      const change = { personIds: [row.targetId ?? ''], isAdded: true };
      const work = () => this.protection.demandAddresses(actor, change, 'emails');
      const reason = isMoved ? await reasonAgainst(work) : null;
      told.push(reason === null ? row : withReason(row, reason));
    }
    return told;
  }

  /** @returns whether the check is still wanted */
  private async advance(id: string, done: number): Promise<boolean> {
    const one = await this.store.one(id);
    if (one.status !== 'checking') return false;
    await this.db.update(RegisterImport, keyOf(one), { done });
    return true;
  }

  /** @param added names of organisations that the list adds */
  private finish(id: string, counts: Counts, added: readonly string[]): Promise<void> {
    return this.db.tx(async () => {
      const one = await this.store.one(id);
      if (one.status !== 'checking') return;
      const remarks = [...one.remarks.filter(({ key }) => key !== 'newOrganisations'), ...addedRemark(one.noun, added)];
      await this.db.update(RegisterImport, keyOf(one), { status: 'checked', counts, remarks });
    });
  }
}

/** What a list about persons adds beside them. */
function addedRemark(noun: Noun, added: readonly string[]): Remark[] {
  if (noun === 'organisation' || !added.length) return [];
  const names = added.slice(0, 20).join('; ') + (added.length > 20 ? ' …' : '');
  return [{ key: 'newOrganisations', params: { count: added.length, names } }];
}

function count(counts: Counts, { ruling, problems, conflicts }: RuledRow): void {
  counts[ruling] += 1;
  if (conflicts.length) counts.conflicts += 1;
  if (problems.some(({ severity }) => severity === 'warning')) counts.warnings += 1;
}
