import { Injectable } from '@nestjs/common';
import { MeetingFinder } from '@samrad/meetings';
import type { Actor } from '@samrad/platform/auth';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { ProgressFinder, type ProgressRow } from '../progress/progress.finder.js';
import { ActionLines } from './action-lines.js';
import type { AddedOwner } from './action.dto.js';
import { ActionFinder, type ActionRow } from './action.finder.js';
import { canManageActions } from './action.policy.js';
import { mayGetMore, referenceOf } from './action.rules.js';

/** Whom an action asks, one more or one less. */
@Injectable()
export class ActionOwners {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly finder: ActionFinder,
    private readonly lines: ActionLines,
    private readonly progress: ProgressFinder,
    private readonly meetings: MeetingFinder,
  ) {}

  /**
   * Asks one State or person more; an action that was finished is open again.
   * @throws Conflict when it is asked already, or the action is of another kind or superseded; Invalid for a State that
   *   takes no part today, or somebody without address
   */
  async add(actor: Actor, id: string, { stateCode, personId }: AddedOwner): Promise<void> {
    demand(canManageActions(actor));
    await this.db.tx(async () => {
      const action = found(await this.finder.one(actor, id));
      const lines = await this.progress.ofAction(actor, id);
      demandMore(action, lines, stateCode !== null);
      const isAsked = (line: ProgressRow) => (stateCode ? line.stateCode === stateCode : line.personId === personId);
      if (lines.some(isAsked)) throw new Conflict('actions.action.refused.askedAlready');
      const asked = stateCode
        ? await this.lines.statesOn([stateCode], await this.dayOf(actor, action), 'stateCode')
        : await this.lines.people([personId!], 'personId');
      await this.lines.insert(action, asked);
      if (stateCode) await this.events.record('action.state_added', id, actor, { state: stateCode });
      else await this.events.record('action.person_added', id, actor, { personId });
    });
  }

  /** No longer asks one of them. What it reported stays in the history. @throws Conflict for the last one */
  async withdraw(actor: Actor, lineId: string): Promise<string> {
    demand(canManageActions(actor));
    return this.db.tx(async () => {
      const line = found(await this.progress.one(actor, lineId));
      const lines = await this.progress.ofAction(actor, line.actionId);
      if (lines.length === 1) throw new Conflict('actions.action.refused.lastLine');
      await this.db.run(sql`DELETE FROM action_progress WHERE id = ${lineId}`);
      await this.db.run(sql`UPDATE action_item SET responsible_kind = 'states'
        WHERE id = ${line.actionId} AND responsible_kind = 'all_states'`);
      const { stateCode: state, personId, organisationId, status, note } = line;
      const whose = { state, personId, organisationId };
      await this.events.record('action.state_withdrawn', line.actionId, actor, { ...whose, status, note });
      return line.actionId;
    });
  }

  /** The day of a meeting that is to come, else today. */
  private async dayOf(actor: Actor, { meetingId }: ActionRow): Promise<Day> {
    const meeting = meetingId ? await this.meetings.one(actor, meetingId) : undefined;
    const [day, today] = [meeting?.startWall.slice(0, 10), this.clock.today()];
    return day && day > today ? day : today;
  }
}

function demandMore({ responsibleKind }: ActionRow, [line]: ProgressRow[], isState: boolean): void {
  const by = line?.supersededByNumber ?? null;
  if (by !== null) throw new Conflict('actions.progress.refused.superseded', {}, { by: referenceOf(by) });
  if (mayGetMore(responsibleKind) === (isState ? 'states' : 'persons')) return;
  throw new Conflict(isState ? 'actions.action.refused.notOfStates' : 'actions.action.refused.notOfPersons');
}
