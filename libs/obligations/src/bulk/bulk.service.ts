import { Injectable } from '@nestjs/common';
import {
  ExtensionService,
  extensionFault,
  ProgressFinder,
  type ProgressRow,
  ProgressService,
  refusalToExtend,
  refusalToHandOver,
} from '@samrad/actions';
import { isAskable, PersonFinder } from '@samrad/network';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Conflict, demand, Invalid, NotFound, Refusal } from '@samrad/platform/errors';
import { TakingOver } from '../hand-over/taking-over.js';
import type { BulkChange } from './bulk.dto.js';
import { canChangeMany } from './bulk.policy.js';
import { refusalBefore } from './bulk.rules.js';

/** One line: what becomes of it, or why it stays. */
export interface Judged {
  id: string;
  version: number;
  line: ProgressRow | undefined;
  /** Null: it changes. */
  refusal: { key: string; params?: Record<string, unknown> } | null;
}

/** Extends, closes or reassigns many lines: first shown, then done, each in a transaction of its own. */
@Injectable()
export class BulkService {
  constructor(
    private readonly clock: Clock,
    private readonly finder: ProgressFinder,
    private readonly persons: PersonFinder,
    private readonly extensions: ExtensionService,
    private readonly progress: ProgressService,
    private readonly taking: TakingOver,
  ) {}

  /** Changes nothing: what would be done to each, in the order given. */
  async preview(actor: Actor, change: BulkChange): Promise<Judged[]> {
    demand(canChangeMany(actor));
    const rows = await this.finder.byIds(change.lines.map(({ id }) => id));
    const lines = new Map(rows.map((line) => [line.id, line]));
    const unreachable = await this.whyNotTaken(change);
    const judged: Judged[] = [];
    for (const { id, version } of change.lines) {
      const line = lines.get(id);
      const refusal = unreachable ?? (await this.refusalOf(actor, { line, version }, change));
      judged.push({ id, version, line, refusal });
    }
    return judged;
  }

  /** What somebody changed since the preview, or what its own rules refuse, stays as it is and is told. */
  async carryOut(actor: Actor, change: BulkChange): Promise<Judged[]> {
    const judged = await this.preview(actor, change);
    for (const one of judged.filter(({ refusal }) => refusal === null))
      one.refusal = await this.tried(actor, one, change);
    return judged;
  }

  /** Somebody who has left, wants to be left alone or cannot be written to takes over nothing. */
  private async whyNotTaken({ verb, toPersonId }: BulkChange): Promise<Judged['refusal']> {
    if (verb !== 'reassign') return null;
    const person = await this.persons.byId(toPersonId!);
    if (person?.address && isAskable(person, this.clock.today())) return null;
    return { key: 'obligations.bulk.refused.unreachable', params: { name: person?.name ?? '' } };
  }

  private async refusalOf(
    actor: Actor,
    { line, version }: Pick<Judged, 'line' | 'version'>,
    { verb, fromPersonId, ...change }: BulkChange,
  ): Promise<Judged['refusal']> {
    const before = refusalBefore(line, { verb, version, fromPersonId });
    if (before) return { key: `obligations.bulk.refused.${before}` };
    if (verb === 'extend') return this.whyNotExtended(line!, change.dueOn!);
    if (verb === 'close') return null;
    const others = await this.finder.ofAction(actor, line!.actionId);
    const refusal = refusalToHandOver(line!, change.toPersonId!, others);
    return refusal && { key: `actions.assignment.refused.${refusal}` };
  }

  private whyNotExtended(line: ProgressRow, dueOn: string): Judged['refusal'] {
    const refusal = refusalToExtend(line);
    if (refusal) return { key: `actions.extension.refused.${refusal}` };
    const fault = extensionFault(dueOn, line, this.clock.today());
    return fault && { key: `actions.extension.invalid.${fault}` };
  }

  private async tried(actor: Actor, one: Judged, change: BulkChange): Promise<Judged['refusal']> {
    try {
      await this.run(actor, one, change);
      return null;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return reasonOf(error);
    }
  }

  /** The verb of one line, with its event in words. */
  private async run(actor: Actor, { id, version }: Judged, change: BulkChange): Promise<void> {
    const { dueOn, status, reason, toPersonId } = change;
    if (change.verb === 'extend') await this.extensions.ask(actor, id, { dueOn: dueOn!, reason, version });
    if (change.verb === 'close') await this.progress.report(actor, id, { status: status!, note: reason, version });
    if (change.verb === 'reassign') await this.taking.move(actor, id, { toPersonId: toPersonId!, reason, version });
  }
}

function reasonOf(error: Refusal): NonNullable<Judged['refusal']> {
  if (error instanceof Invalid) return Object.values(error.fields)[0]!;
  if (error instanceof NotFound) return { key: 'obligations.bulk.refused.gone' };
  const isStale = error instanceof Conflict && error.key === 'platform.error.changed';
  return isStale ? { key: 'obligations.bulk.refused.stale' } : { key: error.key, params: error.params };
}
