import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { OrganisationService } from '../organisation/organisation.service.js';
import { changesOf } from '../person/history/history.rules.js';
import { canManageNetwork } from '../person/person.policy.js';
import type { StateChange } from './state.dto.js';
import { Participation, State } from './state.entity.js';
import { StateFinder, type StateRow } from './state.finder.js';
import { StateNames } from './state-names.js';
import { periodFaults } from './state.rules.js';
import { knownStates } from './known-states.js';

/** Puts the States that come with the product into the database, and changes them. */
@Injectable()
export class StateService {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
    private readonly finder: StateFinder,
    private readonly names: StateNames,
    private readonly organisations: OrganisationService,
  ) {}

  /** Adds States that are missing; what is there stays as it is. */
  async load(): Promise<void> {
    await this.db.tx(async () => {
      const present = await this.db.rows<{ code: string }>(sql`SELECT code FROM state`);
      const codes = new Set(present.map(({ code }) => code));
      const missing = knownStates.filter(({ code }) => !codes.has(code));
      if (!missing.length) return;
      await this.db.repo(State).insert(missing.map(({ participation: _, ...state }) => state));
      const periods = missing.flatMap(({ code, participation }) =>
        participation.map((period) => ({ id: newId(), stateCode: code, ...period })),
      );
      await this.db.repo(Participation).insert(periods);
    });
  }

  /**
   * Names and periods of participation. Recorded as `state.updated` `{ fields }`; nothing changed writes nothing.
   * @throws Forbidden, NotFound, Invalid for periods that do not fit, Conflict when somebody else saved first
   */
  async change(actor: Actor, code: string, { version, why, ...input }: StateChange): Promise<void> {
    demand(canManageNetwork(actor));
    const fields = await this.db.tx(async () => {
      const before = found(await this.finder.one(code));
      if (before.version !== version) throw stale(before, input);
      const faults = periodFaults(input.periods);
      if (Object.keys(faults).length) throw new Invalid(faults);
      return this.store(actor, before, { ...input, why, periods: newestFirst(input.periods) });
    });
    if (!fields.some((field) => field.startsWith('name'))) return;
    await this.names.refresh();
    await this.organisations.renameState((await this.finder.one(code))!.code);
  }

  private async store(actor: Actor, before: StateRow, { periods, why, ...names }: Facts): Promise<string[]> {
    const facts = changesOf(before, { ...names, periods }, why);
    const { fields } = facts;
    if (!fields.length) return [];
    const { code, version } = before;
    await this.db.update(State, { code, version }, names);
    if (fields.includes('periods')) await this.replacePeriods(code, periods);
    await this.events.record('state.updated', code, actor, facts);
    return fields;
  }

  private async replacePeriods(stateCode: string, periods: Facts['periods']) {
    await this.db.repo(Participation).delete({ stateCode });
    if (!periods.length) return;
    await this.db.repo(Participation).insert(periods.map((period) => ({ id: newId(), stateCode, ...period })));
  }
}

type Facts = Omit<StateChange, 'version'>;

const newestFirst = (periods: Facts['periods']) => [...periods].sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));

function stale(before: StateRow, input: Facts): Conflict {
  const texts = ({ nameEn, nameNb, nameNn, periods }: Facts) => ({ nameEn, nameNb, nameNn, periods: linesOf(periods) });
  return new Conflict(undefined, { theirs: texts(before), yours: texts(input), version: before.version });
}

const linesOf = (periods: Facts['periods']): string =>
  newestFirst(periods)
    .map(({ validFrom, validTo, note }) => [`${validFrom} – ${validTo ?? ''}`.trim(), note].filter(Boolean).join(': '))
    .join('\n');
