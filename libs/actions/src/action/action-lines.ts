import { Injectable } from '@nestjs/common';
import { isAskable, PersonFinder, shownCode, sortNameOf, StateFinder } from '@samrad/network';
import { Clock, type Day } from '@samrad/platform/clock';
import { Db, newId } from '@samrad/platform/database';
import { Invalid } from '@samrad/platform/errors';
import { Progress } from '../progress/progress.entity.js';
import { sortDueOf } from '../progress/progress.rules.js';
import { type Asked, askedPerson, askedState, ResponsibleFinder } from '../progress/responsible.finder.js';
import type { ActionItem } from './action-item.entity.js';
import type { NewAction } from './action.dto.js';

type Parent = Pick<ActionItem, 'id' | 'number' | 'dueOn'>;

/** Whom a new action asks, and who of a group could not be. */
export interface AskedAll {
  asked: Asked[];
  /** Ids of members without a mail address. */
  leftOut: string[];
}

/** The lines of an action: one for each State, organisation or person it asks. */
@Injectable()
export class ActionLines {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly states: StateFinder,
    private readonly persons: PersonFinder,
    private readonly responsible: ResponsibleFinder,
  ) {}

  /**
   * @param day on which States take part and members are in their group
   * @throws Invalid for a State that takes no part, an organisation or person that is not there, somebody without address
   */
  async asked(input: NewAction, day: Day): Promise<AskedAll> {
    const { responsibleKind: kind, organisationId, personId, personIds, stateCodes } = input;
    if (kind === 'group') return this.members(input, day);
    const of = async () => {
      if (kind === 'organisation') return [await this.responsible.organisation(organisationId!)];
      if (kind === 'person' && !personIds.length) return this.people([personId!], 'personId');
      if (kind === 'person') return this.people([...new Set(personIds)], 'personIds');
      return this.statesOn(kind === 'all_states' ? null : stateCodes, day);
    };
    return { asked: await of(), leftOut: [] };
  }

  /** @param codes null: all that take part. @throws Invalid that names those that take no part on the day */
  async statesOn(codes: readonly string[] | null, day: Day, field = 'stateCodes'): Promise<Asked[]> {
    const takingPart = await this.states.takingPart(day);
    const absent = (codes ?? []).filter((code) => !takingPart.includes(code));
    if (!absent.length) return (codes ?? takingPart).map(askedState);
    const params = { codes: absent.map(shownCode).join(', '), count: absent.length, day };
    throw new Invalid({ [field]: { key: 'actions.action.invalid.takesNoPart', params } });
  }

  /** @throws Invalid that names those who are not there, have left or want to be left alone, or have no mail address */
  async people(ids: readonly string[], field: string): Promise<Asked[]> {
    const people = await this.persons.byIds(ids);
    const gone = people.filter((person) => !isAskable(person, this.clock.today()));
    if (people.length < ids.length || gone.length) {
      throw new Invalid({ [field]: { key: 'actions.action.invalid.noPerson' } });
    }
    const silent = people.filter(({ address }) => address === null);
    if (silent.length) throw withoutAddress(field, silent);
    return people.map((person) => askedPerson(person.personId, sortNameOf(person)));
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

  /** States of these lines in which nobody can be written to: nobody is reminded there. */
  async silentStates(asked: readonly Asked[]): Promise<string[]> {
    const codes = asked.map(({ stateCode }) => stateCode).filter((code) => code !== null);
    const people = await this.responsible.ofStates(codes);
    return codes.filter((code) => !(people.get(code) ?? []).some(({ address }) => address !== null));
  }

  private async members({ groupId, leaveOut }: NewAction, day: Day): Promise<AskedAll> {
    const members = await this.persons.membersOn(groupId!, day);
    const here = members.filter((person) => isAskable(person, this.clock.today()));
    const silent = here.filter(({ address }) => address === null);
    if (silent.length && !leaveOut) throw withoutAddress('groupId', silent);
    const asked = here
      .filter(({ address }) => address !== null)
      .map((person) => askedPerson(person.personId, sortNameOf(person)));
    if (!asked.length) throw new Invalid({ groupId: { key: 'actions.action.invalid.noMembers', params: { day } } });
    return { asked, leftOut: silent.map(({ personId }) => personId) };
  }
}

const withoutAddress = (field: string, people: readonly { name: string }[]) => {
  const params = { names: people.map(({ name }) => name).join(', '), count: people.length };
  return new Invalid({ [field]: { key: 'actions.action.invalid.noAddress', params } });
};
