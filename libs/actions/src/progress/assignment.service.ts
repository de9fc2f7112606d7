import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { ActionLines } from '../action/action-lines.js';
import { canManageActions } from '../action/action.policy.js';
import { refusalToHandOver } from './assignment.rules.js';
import { Progress } from './progress.entity.js';
import { ProgressFinder, type ProgressRow } from './progress.finder.js';

/** Who takes over a line, and of which version. */
export interface HandedOver {
  toPersonId: string;
  reason: string | null;
  version: number;
}

/** From one person to another: status, note and due date stay. */
@Injectable()
export class AssignmentService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly finder: ProgressFinder,
    private readonly lines: ActionLines,
  ) {}

  /**
   * Recorded as `progress.handed_over` `{ actionId, fromPersonId, toPersonId, note }` on the line.
   * @returns the line as it was before
   * @throws NotFound; Conflict when it was changed since, is finished, asks no person, or asks the new one already;
   *   Invalid for somebody who has left or has no mail address
   */
  async handOver(actor: Actor, id: string, { toPersonId, reason, version }: HandedOver): Promise<ProgressRow> {
    demand(canManageActions(actor));
    return this.db.tx(async () => {
      const line = found(await this.finder.one(actor, id));
      if (line.version !== version) throw new Conflict();
      const refusal = refusalToHandOver(line, toPersonId, await this.finder.ofAction(actor, line.actionId));
      if (refusal) throw new Conflict(`actions.assignment.refused.${refusal}`);
      const [asked] = await this.lines.people([toPersonId], 'toPersonId');
      const fresh = { remindedAt: null, chasedOn: this.clock.today() };
      await this.db.update(Progress, { id, version }, { ...asked, ...fresh });
      const { actionId, personId: fromPersonId } = line;
      await this.events.record('progress.handed_over', id, actor, { actionId, fromPersonId, toPersonId, note: reason });
      return line;
    });
  }
}
