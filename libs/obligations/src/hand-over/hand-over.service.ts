import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { Conflict, demand, found, Refusal } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import type { Confirmed, HandOverDecision } from './hand-over.dto.js';
import { HandOver } from './hand-over.entity.js';
import { HandOverFinder, type HandOverRow } from './hand-over.finder.js';
import { canHandOver } from './hand-over.policy.js';
import { TakingOver } from './taking-over.js';

/** What could not be done, and why. */
export interface NotDone {
  row: HandOverRow | undefined;
  refusal: Refusal;
}

/** Says who takes over what somebody left undone. Nothing moves before. */
@Injectable()
export class HandOverService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly finder: HandOverFinder,
    private readonly taking: TakingOver,
  ) {}

  /**
   * Moves the line (`progress.handed_over`), or leaves it where it is (`progress.hand_over_kept`).
   * @throws NotFound when it waits no longer; Conflict when somebody else decided first, or the new one is asked already;
   *   Invalid for somebody who has left or has no mail address
   */
  async decide(actor: Actor, id: string, { decision, toPersonId, reason, version }: HandOverDecision): Promise<void> {
    demand(canHandOver(actor));
    await this.db.tx(async () => {
      const [row] = await this.finder.waiting(id);
      const { line, personId } = found(row);
      if (row!.version !== version) throw new Conflict();
      const decided = { decidedBy: actor.name.slice(0, 200), decidedAt: this.clock.instant() };
      const status = decision === 'move' ? 'moved' : 'kept';
      await this.db.update(HandOver, { id, version }, { ...decided, status, toPersonId });
      if (decision === 'move') {
        await this.taking.move(actor, line.id, { toPersonId: toPersonId!, reason, version: line.version });
      } else {
        const { actionId } = line;
        await this.events.record('progress.hand_over_kept', line.id, actor, { actionId, personId, note: reason });
      }
    });
  }

  /** Each in a transaction of its own. @returns how many went over, and which did not */
  async confirm(actor: Actor, { confirmed }: Confirmed): Promise<{ done: number; notDone: NotDone[] }> {
    demand(canHandOver(actor));
    const notDone: NotDone[] = [];
    for (const { id, toPersonId, version } of confirmed) {
      try {
        await this.decide(actor, id, { decision: 'move', toPersonId, reason: null, version });
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        notDone.push({ row: (await this.finder.waiting(id))[0], refusal });
      }
    }
    return { done: confirmed.length - notDone.length, notDone };
  }
}
