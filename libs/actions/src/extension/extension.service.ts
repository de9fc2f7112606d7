import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { canManageActions } from '../action/action.policy.js';
import { Progress } from '../progress/progress.entity.js';
import { ProgressFinder, type ProgressRow } from '../progress/progress.finder.js';
import { canReport } from '../progress/progress.policy.js';
import { sortDueOf } from '../progress/progress.rules.js';
import type { Extension, ExtensionDecision } from './extension.dto.js';
import { ExtensionLetters } from './extension-letters.js';
import { faultOf, refusalToExtend } from './extension.rules.js';

/** Due dates of one's own: asked for by those responsible, agreed or refused by the organisers. */
@Injectable()
export class ExtensionService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly finder: ProgressFinder,
    private readonly letters: ExtensionLetters,
  ) {}

  /**
   * Asks for a later date; one that was asked for before is replaced. Of an organiser it counts at once.
   * @throws NotFound, Forbidden; Conflict when finished, without a due date or changed since; Invalid for a day too early
   */
  async ask(actor: Actor, id: string, { dueOn, reason, version }: Extension): Promise<ProgressRow> {
    return this.db.tx(async () => {
      const line = await this.line(actor, id, version);
      demand(canReport(actor, line, await this.finder.organisationsOf(actor)));
      const refusal = refusalToExtend(line);
      if (refusal) throw new Conflict(`actions.extension.refused.${refusal}`);
      const fault = faultOf(dueOn, line, this.clock.today());
      if (fault) throw new Invalid({ dueOn: { key: `actions.extension.invalid.${fault}` } });
      if (canManageActions(actor)) await this.agree(actor, line, { dueOn, reason });
      else await this.keep(actor, line, { dueOn, reason });
      return line;
    });
  }

  /** Those who asked are told by mail. @throws Conflict when nothing is asked for, or it was changed since */
  async decide(actor: Actor, id: string, { decision, reason, version }: ExtensionDecision): Promise<ProgressRow> {
    demand(canManageActions(actor));
    return this.db.tx(async () => {
      const line = await this.line(actor, id, version);
      const { askedDueOn } = line;
      if (askedDueOn === null) throw new Conflict('actions.extension.refused.nothingAsked');
      if (decision === 'agreed') await this.agree(actor, line, { dueOn: askedDueOn, reason });
      else await this.refuse(actor, line, reason);
      await this.letters.send(line, { decision, reason });
      return line;
    });
  }

  /** How many requests wait for an answer. */
  async waiting(): Promise<number> {
    const row = await this.db.row<{ n: number }>(sql`
      SELECT COUNT(*) AS n FROM action_progress WHERE asked_due_on IS NOT NULL AND is_finished = 0`);
    return Number(row!.n);
  }

  private async line(actor: Actor, id: string, version: number): Promise<ProgressRow> {
    const line = found(await this.finder.one(actor, id));
    if (line.version !== version) throw new Conflict();
    return line;
  }

  private async keep(actor: Actor, line: ProgressRow, { dueOn, reason }: Pick<Extension, 'dueOn' | 'reason'>) {
    const asked = { askedDueOn: dueOn, askedDueNote: reason, askedDueBy: actor.name.slice(0, 200) };
    await this.store(line, asked);
    await this.record(actor, line, { what: 'asked', to: dueOn, note: reason });
  }

  private async agree(actor: Actor, line: ProgressRow, { dueOn, reason }: Pick<Extension, 'dueOn' | 'reason'>) {
    await this.store(line, {
      ...nothingAsked,
      dueOn,
      sortDue: sortDueOf(dueOn),
      hasOwnDue: true,
      remindedAt: null,
      chasedOn: this.clock.today(),
    });
    await this.record(actor, line, { what: 'agreed', from: line.dueOn, to: dueOn, note: reason });
  }

  private async refuse(actor: Actor, line: ProgressRow, reason: string | null) {
    await this.store(line, nothingAsked);
    await this.record(actor, line, { what: 'refused', to: line.askedDueOn, note: reason });
  }

  private store({ id, version }: ProgressRow, patch: object): Promise<void> {
    return this.db.update(Progress, { id, version }, patch);
  }

  private record(actor: Actor, line: ProgressRow, { what, ...data }: { what: string; [fact: string]: unknown }) {
    const { id, actionId, stateCode: state, personId, organisationId } = line;
    const whose = { actionId, state, personId, organisationId };
    return this.events.record(`progress.extension_${what}`, id, actor, { ...whose, ...data });
  }
}

const nothingAsked = { askedDueOn: null, askedDueNote: null, askedDueBy: null };
