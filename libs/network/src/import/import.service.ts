import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Db, isDuplicate, newId } from '@samrad/platform/database';
import { Conflict, demand, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import type { Sheet } from '@samrad/platform/files';
import { Traces } from '@samrad/platform/traces';
import type { ImportCounts } from './rules/import-plan.rules.js';
import { canImportNetwork } from '../person/person.policy.js';
import { type ImportChoices, ImportJudge, type Judgement } from './import-judge.js';
import { ImportWriter } from './import-writer.js';

export interface ImportOrder {
  sheet: Sheet;
  choices: ImportChoices;
  /** As the user named the file. */
  filename: string;
  /** Rows with errors are left out; without this they refuse the whole import. */
  skipErrors: boolean;
  /** Where the list comes from, and what it is brought in for. */
  origin: { source: string; purpose: string };
}

export interface Imported {
  id: string;
  counts: ImportCounts;
}

/** Takes a member list into the register: checked first, then written in one transaction or not at all. */
@Injectable()
export class ImportService {
  constructor(
    private readonly db: Db,
    private readonly judge: ImportJudge,
    private readonly writer: ImportWriter,
    private readonly events: Events,
    private readonly traces: Traces,
  ) {}

  /** What would happen; writes nothing. */
  async check(actor: Actor, sheet: Sheet, choices: ImportChoices): Promise<Judgement> {
    demand(canImportNetwork(actor));
    return this.judge.judge(sheet, choices);
  }

  /**
   * Judges again inside the transaction, because the register may have changed since the check, and writes.
   * @throws Invalid for faults of the columns, rows with errors, or nothing to import; Conflict when an address was
   *   taken by somebody else in the same moment; Invalid when a person's addresses are not the actor's to change
   */
  async run(actor: Actor, order: ImportOrder): Promise<Imported> {
    demand(canImportNetwork(actor));
    const { sheet, choices, filename, origin } = order;
    const work = async () => {
      const judgement = await this.judge.judge(sheet, choices);
      this.refuse(judgement, order);
      const id = newId();
      const ids = await this.writer.write(actor, judgement.plan, judgement.known);
      const { counts } = judgement.plan;
      await this.events.recordAll('person.imported', ids, { actor, data: { file: filename } });
      await this.recordInGroups(actor, judgement, filename);
      const data = { file: filename, counts: { ...counts }, groupId: choices.groupId };
      await this.events.record('import.completed', id, actor, data);
      const handover = { receiver: origin.source, purpose: origin.purpose };
      const taking = { what: 'persons', subjectId: id, subject: filename, amount: counts.create + counts.update };
      await this.traces.imported(actor, { ...taking, handover });
      return { id, counts };
    };
    return this.db.tx(work).catch((error: unknown) => {
      throw isDuplicate(error) ? new Conflict('platform.error.changed') : error;
    });
  }

  private refuse({ faults, plan }: Judgement, { skipErrors }: ImportOrder): void {
    const [fault] = faults;
    if (fault) throw new Invalid({ columns: { key: fault.key, params: { label: fault.field ?? '' } } });
    if (plan.refused.length && !skipErrors) {
      throw new Invalid({ seen: { key: 'network.import.refusedErrors', params: { count: plan.refused.length } } });
    }
    if (!plan.create.length && !plan.update.length) throw new Invalid({ file: { key: 'network.import.nothing' } });
  }

  private async recordInGroups(actor: Actor, { plan }: Judgement, file: string): Promise<void> {
    const counts = new Map<string, number>();
    for (const { groupId } of plan.memberships) counts.set(groupId, (counts.get(groupId) ?? 0) + 1);
    for (const [groupId, count] of counts) await this.events.record('group.imported', groupId, actor, { file, count });
  }
}
