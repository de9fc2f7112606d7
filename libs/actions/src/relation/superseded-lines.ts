import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, fromJson, sql } from '@samrad/platform/database';
import { Events } from '@samrad/platform/events';
import { Progress, type ProgressStatus } from '../progress/progress.entity.js';
import { ProgressFinder, type ProgressRow } from '../progress/progress.finder.js';

interface SetAside {
  relationId?: string;
  from?: ProgressStatus;
}

/** What becomes of the lines of an action that another replaced. */
@Injectable()
export class SupersededLines {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly finder: ProgressFinder,
  ) {}

  /**
   * Open lines become not applicable: recorded as `progress.superseded` `{ from, by, relationId }`.
   * @param by reference of the action that takes over
   */
  async setAside(actor: Actor, actionId: string, { relationId, by }: { relationId: string; by: string }) {
    const lines = await this.finder.ofAction(actor, actionId);
    const patch = { status: 'not_applicable', isFinished: true, finishedOn: this.clock.today() };
    for (const line of lines.filter(({ isFinished }) => !isFinished)) {
      await this.store(actor, line, { ...patch, askedDueOn: null, askedDueNote: null, askedDueBy: null });
      await this.record(actor, line, { what: 'superseded', from: line.status, by, relationId });
    }
  }

  /** Lines on which nothing was said since are open again, as they were. */
  async takeBack(actor: Actor, actionId: string, relationId: string): Promise<void> {
    for (const line of await this.finder.ofAction(actor, actionId)) {
      const last = await this.lastSaid(line.id);
      if (last.relationId !== relationId || !last.from) continue;
      await this.store(actor, line, {
        status: last.from,
        isFinished: false,
        finishedOn: null,
        chasedOn: this.clock.today(),
      });
      await this.record(actor, line, { what: 'taken_back', status: last.from });
    }
  }

  private async lastSaid(lineId: string): Promise<SetAside> {
    const row = await this.db.row<{ data: unknown }>(sql`
      SELECT data FROM event WHERE noun = 'progress' AND subject_id = ${lineId} ORDER BY id DESC LIMIT 1`);
    return fromJson<SetAside>(row?.data) ?? {};
  }

  private store(actor: Actor, { id, version }: ProgressRow, patch: object): Promise<void> {
    const said = { updatedBy: actor.name.slice(0, 200), updatedAt: this.clock.instant() };
    return this.db.update(Progress, { id, version }, { ...patch, ...said });
  }

  private record(actor: Actor, line: ProgressRow, { what, ...data }: { what: string; [fact: string]: unknown }) {
    const { id, actionId, stateCode: state, personId, organisationId } = line;
    return this.events.record(`progress.${what}`, id, actor, { actionId, state, personId, organisationId, ...data });
  }
}
