import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, isDuplicate, newId } from '@samrad/platform/database';
import { Conflict, demand, found, Invalid } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { canMerge } from '../merge/merge.policy.js';
import { weights as usual } from '../rule/rule-sets.rules.js';
import type { RuleSetChange, RuleSetInput } from './rule-set.dto.js';
import { RuleSet } from './rule-set.entity.js';
import { RuleSetFinder, type RuleSetRow } from './rule-set.finder.js';

/** What each sign weighs and how much is enough, under a name. */
@Injectable()
export class RuleSetService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly finder: RuleSetFinder,
  ) {}

  /** @returns the new id. @throws Invalid when the name is taken */
  async create(actor: Actor, input: RuleSetInput): Promise<string> {
    demand(canMerge(actor));
    return this.unique(async () => {
      const id = newId();
      await this.db.insert(RuleSet, { id, ...this.values(actor, input) });
      await this.events.record('rule_set.created', id, actor, { name: input.name });
      return id;
    });
  }

  /** What it compares stays. @throws Conflict with both texts when somebody else changed it first; Invalid, NotFound */
  async change(actor: Actor, id: string, { version, why, ...input }: RuleSetChange): Promise<void> {
    demand(canMerge(actor));
    await this.unique(async () => {
      const before = found(await this.finder.one(id));
      const values = this.values(actor, { ...input, noun: before.noun });
      if (before.version !== version) {
        throw new Conflict(undefined, { theirs: fieldsOf(before), yours: input, version: before.version });
      }
      await this.db.update(RuleSet, { id, version }, values);
      const facts = { name: input.name, before: fieldsOf(before), after: fieldsOf(values), ...(why && { why }) };
      await this.events.record('rule_set.updated', id, actor, facts);
    });
  }

  /** What was looked for by it keeps its name and its points. @throws Conflict, NotFound */
  async remove(actor: Actor, id: string, version: number): Promise<void> {
    demand(canMerge(actor));
    await this.db.tx(async () => {
      const before = found(await this.finder.one(id));
      if (before.version !== version) throw new Conflict();
      await this.db.repo(RuleSet).delete({ id });
      await this.events.record('rule_set.removed', id, actor, { name: before.name });
    });
  }

  private values(actor: Actor, { noun, name, threshold, weights }: RuleSetInput) {
    const all = { ...usual[noun], ...weights };
    return { noun, name, threshold, weights: all, changedBy: actor.name, changedAt: this.clock.instant() };
  }

  private unique<T>(work: () => Promise<T>): Promise<T> {
    return this.db.tx(work).catch((error: unknown) => {
      throw isDuplicate(error) ? new Invalid({ name: { key: 'duplicates.ruleSet.invalid.taken' } }) : error;
    });
  }
}

const fieldsOf = ({ name, threshold, weights }: Pick<RuleSetRow, 'name' | 'threshold' | 'weights'>) => ({
  name,
  threshold,
  weights,
});
