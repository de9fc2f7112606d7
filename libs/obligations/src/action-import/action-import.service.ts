import { Injectable } from '@nestjs/common';
import { ActionService, NewAction } from '@samrad/actions';
import { shownCode, stateCodes, StateFinder, stateName } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Conflict, demand } from '@samrad/platform/errors';
import { languages } from '@samrad/platform/i18n';
import { fold } from '@samrad/platform/pure';
import { canImportActions } from './action-import.policy.js';
import {
  judge,
  keyOf,
  type ImportRow,
  type ImportWorld,
  type Judged,
  type ReadyAction,
} from './action-import.rules.js';

/** Takes a list of actions in: judged first, then added in one transaction or not at all. */
@Injectable()
export class ActionImportService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly states: StateFinder,
    private readonly actions: ActionService,
  ) {}

  /** What would be added, and what is refused and why; changes nothing. */
  async check(actor: Actor, rows: readonly ImportRow[]): Promise<Judged> {
    demand(canImportActions(actor));
    return judge(rows, await this.world());
  }

  /**
   * Judges again inside the transaction and adds what is ready, each as `ActionService.create` does.
   * @param withoutFaulty leaves rows with faults out; without it they refuse the whole list
   * @throws Conflict when a row has a fault, or nothing is left to add
   */
  async carryOut(actor: Actor, rows: readonly ImportRow[], withoutFaulty: boolean): Promise<Judged> {
    return this.db.tx(async () => {
      const judged = await this.check(actor, rows);
      if (judged.faults.length && !withoutFaulty) throw new Conflict('obligations.actionImport.refusedFaulty');
      if (!judged.ready.length) throw new Conflict('obligations.actionImport.refusedNothing');
      for (const action of judged.ready) await this.actions.create(actor, NewAction.parse(asInput(action)));
      return judged;
    });
  }

  private async world(): Promise<ImportWorld> {
    const today = this.clock.today();
    const [takingPart, known] = await Promise.all([
      this.states.takingPart(today),
      this.db.rows<{ title: string; dueOn: string | null }>(sql`
        SELECT DISTINCT a.title, a.due_on AS dueOn FROM action_item a
        JOIN action_progress p ON p.action_id = a.id AND p.is_finished = 0`),
    ]);
    return { today, states: stateWords(), takingPart: new Set(takingPart), known: new Set(known.map(keyOf)) };
  }
}

/** Every name and code by which people write a State. */
const stateWords = (): Map<string, string> =>
  new Map(
    stateCodes.flatMap((code) =>
      [code, shownCode(code), ...languages.map((lang) => stateName(code, lang))].map((word) => [fold(word), code]),
    ),
  );

const asInput = ({ title, dueOn, stateCodes: codes, priority, description }: ReadyAction) => ({
  ...{ title, dueOn, priority, description },
  responsibleKind: codes ? 'states' : 'all_states',
  stateCodes: codes ?? [],
});
