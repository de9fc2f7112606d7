import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import type { Closing } from '../action/action.dto.js';
import { canManageActions } from '../action/action.policy.js';
import { Progress } from './progress.entity.js';
import type { Report } from './progress.dto.js';
import { ProgressFinder, type ProgressRow } from './progress.finder.js';
import { canReport } from './progress.policy.js';
import { isFinished, mayReport } from './progress.rules.js';

/** Saying how far one State, organisation or person is. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly finder: ProgressFinder,
  ) {}

  /**
   * Recorded as `progress.reported` `{ actionId, state, from, status, note }` on the line. The same report twice is one.
   * @returns the line as it was before
   * @throws NotFound, Forbidden; Conflict with both texts for an old version, or for a step that the status does not allow
   */
  async report(actor: Actor, id: string, { version, ...said }: Report): Promise<ProgressRow> {
    return this.db.tx(async () => {
      const line = found(await this.finder.one(actor, id));
      demand(canReport(actor, line, await this.finder.organisationsOf(actor)));
      if (line.version !== version) {
        const theirs = { status: line.status, note: line.note };
        throw new Conflict(undefined, { theirs, yours: said, version: line.version });
      }
      if (!mayReport(line.status, said.status)) throw new Conflict('actions.progress.refused.step');
      if (said.status !== line.status || said.note !== line.note) await this.store(actor, line, said);
      return line;
    });
  }

  /** Closes an action: what is not finished becomes done or not applicable. @returns how many lines that were */
  async closeAll(actor: Actor, actionId: string, { status, note }: Closing): Promise<number> {
    demand(canManageActions(actor));
    return this.db.tx(async () => {
      const lines = await this.finder.ofAction(actor, actionId);
      const left = lines.filter((line) => !line.isFinished);
      if (!left.length) throw new Conflict('actions.action.refused.closed');
      for (const line of left) await this.store(actor, line, { status, note: note ?? line.note });
      await this.events.record('action.closed', actionId, actor, { status, count: left.length });
      return left.length;
    });
  }

  private async store(actor: Actor, line: ProgressRow, { status, note }: Omit<Report, 'version'>) {
    const finished = isFinished(status);
    const finishedOn = status === line.status ? line.finishedOn : finished ? this.clock.today() : null;
    const patch = { status, note, isFinished: finished, finishedOn, updatedBy: actor.name.slice(0, 200) };
    const key = { id: line.id, version: line.version };
    await this.db.update(Progress, key, { ...patch, updatedAt: this.clock.instant() });
    const { actionId, stateCode: state, status: from } = line;
    await this.events.record('progress.reported', line.id, actor, { actionId, state, from, status, note });
  }
}
