import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { DocumentFinder } from '@samrad/library';
import { Clock } from '@samrad/platform/clock';
import { Db } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import type { Closing } from '../action/action.dto.js';
import { canManageActions } from '../action/action.policy.js';
import { referenceOf } from '../action/action.rules.js';
import { Progress, type ProgressStatus } from './progress.entity.js';
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
    private readonly documents: DocumentFinder,
  ) {}

  /**
   * Recorded as `progress.reported` `{ actionId, state, personId, organisationId, from, status, note, link, documentId }`
   * on the line, the last two when they changed. The same report twice is one.
   * @returns the line as it was before
   * @throws NotFound, Forbidden; Conflict with both texts for an old version, or for a step that the status does not allow;
   *   Invalid for a document that the library does not let the reporter have
   */
  async report(actor: Actor, id: string, { version, ...said }: Report): Promise<ProgressRow> {
    return this.db.tx(async () => {
      const line = found(await this.finder.one(actor, id));
      demand(canReport(actor, line, await this.finder.organisationsOf(actor)));
      if (line.version !== version) {
        const { status, note, link } = line;
        const theirs = { status, note, ...(said.link !== undefined && { link }) };
        throw new Conflict(undefined, { theirs, yours: said, version: line.version });
      }
      demandStep(line, said.status);
      const shown = changedOf(line, said);
      if (shown.documentId) await this.demandDocument(actor, shown.documentId);
      const isSame = said.status === line.status && said.note === line.note && !Object.keys(shown).length;
      if (!isSame) await this.store(actor, line, { status: said.status, note: said.note, ...shown });
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

  private async demandDocument(actor: Actor, id: string): Promise<void> {
    if (await this.documents.one(actor, id)) return;
    throw new Invalid({ documentId: { key: 'actions.progress.invalid.document' } });
  }

  private async store(actor: Actor, line: ProgressRow, { status, note, ...shown }: Said) {
    const finished = isFinished(status);
    const finishedOn = status === line.status ? line.finishedOn : finished ? this.clock.today() : null;
    const patch = { ...shown, status, note, isFinished: finished, finishedOn, updatedBy: actor.name.slice(0, 200) };
    const key = { id: line.id, version: line.version };
    await this.db.update(Progress, key, { ...patch, updatedAt: this.clock.instant() });
    const { actionId, stateCode: state, personId, organisationId, status: from } = line;
    const whose = { actionId, state, personId, organisationId };
    await this.events.record('progress.reported', line.id, actor, { ...whose, from, status, note, ...shown });
  }
}

type Said = Omit<Report, 'version'>;

/** Nothing more is expected once another action has replaced this one. */
function demandStep({ status, supersededByNumber: by }: ProgressRow, to: ProgressStatus): void {
  if (!mayReport(status, to)) throw new Conflict('actions.progress.refused.step');
  if (by === null || isFinished(to)) return;
  throw new Conflict('actions.progress.refused.superseded', {}, { by: referenceOf(by) });
}

/** Link and document as far as they are given and differ. A document that the reporter may not see stays. */
function changedOf(line: ProgressRow, { link, documentId }: Said): Pick<Said, 'link' | 'documentId'> {
  return {
    ...(link !== undefined && link !== line.link && { link }),
    ...(documentId !== undefined && documentId !== line.documentId && { documentId }),
  };
}
