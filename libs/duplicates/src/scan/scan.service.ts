import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, newId, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Jobs } from '@samrad/platform/jobs';
import { canMerge } from '../merge/merge.policy.js';
import {
  organisationKeys,
  organisationLikeness,
  preparedOrganisation,
  type PreparedOrganisation,
} from '../rule/organisation-likeness.rules.js';
import { personKeys, personLikeness, prepared, type PreparedPerson } from '../rule/person-likeness.rules.js';
import { ruleSetNames, thresholds, type RuleSetName, type Rules } from '../rule/rule-sets.rules.js';
import { RuleSetFinder } from '../rule-set/rule-set.finder.js';
import type { Noun } from '../rule/rule.types.js';
import { compared, type AlikePair } from './comparison.js';
import { PairStore } from './pair-store.js';
import type { ScanInput } from './scan.dto.js';
import { DuplicateScan } from './scan.entity.js';
import { TraitsFinder } from './traits.finder.js';

export const scanJob = 'duplicates.scan';
/** A scan that has not ended after so many seconds was cut off. */
const longest = 3600;

const isGiven = (ruleSet: string): ruleSet is RuleSetName => (ruleSetNames as readonly string[]).includes(ruleSet);

/** Goes through the whole register and notes which records look alike. */
@Injectable()
export class ScanService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly traits: TraitsFinder,
    private readonly pairs: PairStore,
    private readonly ruleSets: RuleSetFinder,
  ) {}

  /** @returns id of the scan, which the worker does. @throws Conflict while one of the same kind is under way */
  async start(actor: Actor, input: Partial<ScanInput> & Pick<ScanInput, 'noun'>): Promise<string> {
    demand(canMerge(actor));
    const { noun, isTrial = false } = input;
    const by = await this.by(input.ruleSet ?? 'usual', noun);
    const id = newId();
    await this.db.tx(async () => {
      const now = this.clock.instant();
      await this.giveUpOld();
      const running = await this.db.row(sql`
        SELECT id FROM duplicate_scan WHERE noun = ${noun} AND status = 'running' LIMIT 1`);
      if (running) throw new Conflict('duplicates.scan.refused.running');
      const total = await this.traits.count(noun);
      const begun = { status: 'running' as const, total, startedBy: actor.name, startedAt: now };
      await this.db.insert(DuplicateScan, { id, noun, ...by, isTrial, ...begun });
      await this.jobs.later(scanJob, { scanId: id });
    });
    return id;
  }

  /** @throws NotFound for a set that is not there, or is for the other kind */
  private async by(ruleSet: string, noun: Noun) {
    if (isGiven(ruleSet)) return { ruleSet, ruleSetId: null, rules: null };
    const own = await this.ruleSets.one(ruleSet);
    const { name, threshold, weights } = found(own?.noun === noun ? own : undefined);
    return { ruleSet: 'own', ruleSetId: ruleSet, rules: { name, threshold, weights } };
  }

  /** Begins from the beginning when it was cut off: what is found again is noted once. */
  async run(scanId: string): Promise<void> {
    const scan = await this.db.repo(DuplicateScan).findOneBy({ id: scanId });
    if (scan?.status !== 'running') return;
    const rules = (scan.rules as Rules | null) ?? { threshold: thresholds[scan.ruleSet as RuleSetName] };
    const pause = async (share: number) => {
      await setImmediate();
      await this.advance(scan, share);
    };
    const alike = scan.noun === 'person' ? await this.persons(rules, pause) : await this.organisations(rules, pause);
    await this.finish(scan, alike);
  }

  private async persons(rules: Rules, pause: (share: number) => Promise<void>): Promise<AlikePair[]> {
    const ids: string[] = [];
    const ready: PreparedPerson[] = [];
    for await (const some of this.traits.persons()) {
      for (const { id, ...traits } of some) {
        ids.push(id);
        ready.push(prepared(traits));
      }
    }
    const order = ({ family, given }: PreparedPerson) => `${family.join('')} ${given.join('')}`;
    const records = { ids, prepared: ready, keys: personKeys, order, likeness: personLikeness };
    return compared(records, rules, pause);
  }

  private async organisations(rules: Rules, pause: (share: number) => Promise<void>): Promise<AlikePair[]> {
    const ids: string[] = [];
    const ready: PreparedOrganisation[] = [];
    for await (const some of this.traits.organisations()) {
      for (const { id, ...traits } of some) {
        ids.push(id);
        ready.push(preparedOrganisation(traits));
      }
    }
    const order = ({ words }: PreparedOrganisation) => words.join(' ');
    const records = { ids, prepared: ready, keys: organisationKeys, order, likeness: organisationLikeness };
    return compared(records, rules, pause);
  }

  /** At every twentieth of the way. */
  private async advance(scan: DuplicateScan, share: number): Promise<void> {
    const done = Math.floor(share * 20) * Math.floor(scan.total / 20);
    if (done <= scan.done) return;
    scan.done = done;
    await this.db.tx(() => this.db.run(sql`UPDATE duplicate_scan SET done = ${done} WHERE id = ${scan.id}`));
  }

  private async finish({ id, noun, total, isTrial }: DuplicateScan, alike: AlikePair[]): Promise<void> {
    await this.db.tx(async () => {
      if (!isTrial) await this.pairs.replace(noun, id, alike);
      await this.db.run(sql`
        UPDATE duplicate_scan SET status = 'done', done = ${total}, found = ${alike.length},
          finished_at = ${this.clock.instant()} WHERE id = ${id}`);
    });
  }

  private giveUpOld(): Promise<number> {
    return this.db.run(sql`
      UPDATE duplicate_scan SET status = 'failed' WHERE status = 'running' AND started_at < ${this.clock.instantIn(-longest)}`);
  }
}
