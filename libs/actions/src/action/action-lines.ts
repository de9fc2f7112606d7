import { Injectable } from '@nestjs/common';
import { StateFinder } from '@samrad/network';
import { Clock } from '@samrad/platform/clock';
import { Db, newId } from '@samrad/platform/database';
import { Progress } from '../progress/progress.entity.js';
import { sortDueOf } from '../progress/progress.rules.js';
import { type Asked, askedState, ResponsibleFinder } from '../progress/responsible.finder.js';
import type { ActionItem } from './action-item.entity.js';
import type { NewAction } from './action.dto.js';

type Parent = Pick<ActionItem, 'id' | 'number' | 'dueOn'>;

/** The lines of an action: one for each State, organisation or person it asks. */
@Injectable()
export class ActionLines {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly states: StateFinder,
    private readonly responsible: ResponsibleFinder,
  ) {}

  /** All States means those that take part today. @throws Invalid for an organisation or person that is not there */
  async asked(input: NewAction): Promise<Asked[]> {
    const { responsibleKind: kind, organisationId, personId, stateCodes } = input;
    if (kind === 'organisation') return [await this.responsible.organisation(organisationId!)];
    if (kind === 'person') return [await this.responsible.person(personId!)];
    const codes = kind === 'all_states' ? await this.states.takingPart() : stateCodes;
    return codes.map(askedState);
  }

  /** Inside the transaction of the action. */
  async insert(action: Parent, asked: Asked[]): Promise<void> {
    if (!asked.length) return;
    const updatedAt = this.clock.instant();
    const lines = asked.map((one) => ({
      ...one,
      id: newId(),
      actionId: action.id,
      actionNumber: action.number,
      status: 'not_started' as const,
      isFinished: false,
      dueOn: action.dueOn,
      sortDue: sortDueOf(action.dueOn),
      updatedAt,
      version: 1,
    }));
    await this.db.repo(Progress).insert(lines);
  }
}
