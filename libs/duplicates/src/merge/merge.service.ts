import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Clock } from '@samrad/platform/clock';
import { Db, join, newId, raw, sql } from '@samrad/platform/database';
import { Conflict, demand, found } from '@samrad/platform/errors';
import { Events } from '@samrad/platform/events';
import { Consents, PersonProtection } from '@samrad/network';
import { RegisterIndex } from './rows/register-index.js';
import type { MergeInput } from './merge.dto.js';
import { PairService } from '../scan/pair.service.js';
import { RecordMerge } from './merge.entity.js';
import { canMerge } from './merge.policy.js';
import { chosen, mostAddresses, tally, undoDays } from './merge.rules.js';
import { keepFormerKey } from './rows/former-links.js';
import { MergeJournal } from './rows/merge-journal.js';
import { PendingJobs } from './rows/pending-jobs.js';
import { Changes } from './rows/changes.js';
import { Joiner } from './rows/joiner.js';
import { RawRows } from './rows/raw-rows.js';
import { TableGraph, type Row } from './rows/table-graph.js';
import { JoinedAudiences, shownFacts, type AudienceChange } from './shown/joined-audiences.js';
import { JoinedTerms, type TermChange } from './terms/joined-terms.js';
import { TermHistory } from './terms/term-history.js';

interface Both {
  kept: Row;
  lost: Row;
}

/** What a merge does: row by row, and in words to the terms and to who sees what of a person. */
interface Foreseen {
  all: Changes['all'];
  terms: TermChange[];
  shown: AudienceChange[];
}

/** Makes two records one, without losing what belongs to either. */
@Injectable()
export class MergeService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly protection: PersonProtection,
    private readonly consents: Consents,
    private readonly terms: TermHistory,
    private readonly rows: RawRows,
    private readonly graph: TableGraph,
    private readonly journal: MergeJournal,
    private readonly pending: PendingJobs,
    private readonly index: RegisterIndex,
    private readonly pairs: PairService,
  ) {}

  /**
   * Everything of `lostId` goes over to `keptId`, in one transaction.
   * @returns id of the merge
   * @throws Conflict when either was changed since, when both have an account and none was chosen, or when there would
   *   be too many addresses; Invalid when an address would go to an account that is not the actor's to change
   */
  async merge(actor: Actor, input: MergeInput): Promise<string> {
    demand(canMerge(actor));
    return this.db.tx(async () => {
      await this.hold(input);
      const both = await this.load(input);
      checkVersions(input, both);
      if (input.noun === 'person') await this.checkPersons(actor, input);
      const changes = new Changes(this.rows, this.graph, true);
      const foreseen = await this.join(input, both, changes);
      const id = await this.write(actor, { input, both, changes });
      await this.tell(actor, input, { ...both, ...foreseen });
      return id;
    });
  }

  /** What would move and what would be set aside; nothing is written. */
  async foresee(input: MergeInput): Promise<Foreseen> {
    const both = await this.load(input);
    return this.moveParts(input, both, new Changes(this.rows, this.graph, false));
  }

  /** The two rows, with their main addresses as `email`, and how many of them have an account. */
  async both(input: Pick<MergeInput, 'noun' | 'keptId' | 'lostId'>): Promise<Both & { accounts: number }> {
    const both = await this.load(input);
    if (input.noun === 'organisation') return { ...both, accounts: 0 };
    const main = async (id: string) => (await this.rows.where('person_email', { person_id: id, is_primary: 1 }))[0];
    const [ours, theirs] = [await main(input.keptId), await main(input.lostId)];
    const { length: accounts } = await this.accounts(input);
    return {
      kept: { ...both.kept, email: ours?.address ?? null },
      lost: { ...both.lost, email: theirs?.address ?? null },
      accounts,
    };
  }

  /** Whoever edits either, or writes what refers to it, was there before or waits; so do other merges, in one order. */
  private async hold({ noun, keptId, lostId }: MergeInput): Promise<void> {
    const ids = join([keptId, lostId]);
    await this.db.hold(sql`SELECT id FROM ${raw(noun)} WHERE id IN (${ids}) ORDER BY id`);
  }

  private async load({ noun, keptId, lostId }: Pick<MergeInput, 'noun' | 'keptId' | 'lostId'>): Promise<Both> {
    if (keptId === lostId) throw new Conflict('duplicates.merge.refused.same');
    const kept = found(await this.rows.one(noun, { id: keptId }));
    const lost = found(await this.rows.one(noun, { id: lostId }));
    if (kept.erased_at || lost.erased_at) throw new Conflict('duplicates.merge.refused.erased');
    return { kept, lost };
  }

  private async checkPersons(actor: Actor, input: MergeInput): Promise<void> {
    const { keptId, lostId } = input;
    await this.protection.demandAddresses(actor, { personIds: [keptId, lostId], isAdded: true }, '');
    const accounts = await this.accounts(input);
    if (accounts.length === 2) {
      if (!input.account) throw new Conflict('duplicates.merge.refused.accounts');
      await this.protection.demandDeparture(actor, input.account === 'kept' ? lostId : keptId);
    }
    const addresses = await this.emails(keptId, lostId);
    if (addresses.length > mostAddresses) {
      throw new Conflict('duplicates.merge.refused.addresses', {}, { count: addresses.length, most: mostAddresses });
    }
  }

  private async join(input: MergeInput, both: Both, changes: Changes): Promise<Foreseen> {
    const { noun, keptId } = input;
    const foreseen = await this.moveParts(input, both, changes);
    if (noun === 'person') await this.settleAddresses(input, both, changes);
    await this.pending.redirect(changes, input);
    await changes.setAside(noun, both.lost);
    const now = this.clock.instant();
    const version = Number(both.kept.version) + 1;
    const reach = noun === 'person' ? { reach: await this.consents.reachOf(keptId) } : {};
    const values = chosen(input, both.kept, both.lost);
    await keepFormerKey({ rows: this.rows, changes }, input, { ...both, chosen: values.external_key });
    const patch = { ...values, ...reach, updated_at: now, version };
    await changes.change(noun, both.kept, patch);
    if (await this.isReferredTo(input))
      throw new Error(`Something still refers to ${noun} ${input.lostId}, not ${keptId}`);
    return foreseen;
  }

  private async moveParts(input: MergeInput, both: Both, changes: Changes): Promise<Foreseen> {
    const { noun, keptId, lostId } = input;
    const joiner = new Joiner(this.rows, this.graph, changes);
    const sortName = String(chosen(input, both.kept, both.lost).sort_name);
    const going = { to: keptId, sortName, theirs: false };
    if (noun === 'organisation') {
      await joiner.moveAll(noun, lostId, going);
      return { all: changes.all, terms: [], shown: [] };
    }
    await this.prepare(input, joiner, changes);
    const shown = await new JoinedAudiences(this.rows, changes).join(input, both);
    const terms = await new JoinedTerms(this.rows, changes, joiner).join({ keptId, lostId, sortName });
    await joiner.moveAll(noun, lostId, going, settled);
    return { all: changes.all, terms, shown };
  }

  /** Links that sign in die; of two accounts the one chosen stays, with what hangs on it, and the other goes whole. */
  private async prepare(input: MergeInput, joiner: Joiner, changes: Changes): Promise<void> {
    for (const link of await this.rows.where('sign_in_link', { person_id: input.keptId }, ['id'])) {
      await changes.setAside('sign_in_link', link);
    }
    const accounts = await this.accounts(input);
    const goes = accounts.find(({ person_id: owner }) => owner === input.keptId);
    if (accounts.length === 2 && input.account === 'lost') await joiner.setAsideWhole('account', goes!, 'accounts');
    for (const email of await this.emails(input.lostId)) await changes.change('person_email', email, { is_primary: 0 });
  }

  /** The chosen address is the one that mail goes to. */
  private async settleAddresses({ email, keptId }: MergeInput, both: Both, changes: Changes): Promise<void> {
    const all = await this.emails(keptId);
    const wanted = changes.all.find(
      ({ table, before }) => table === 'person_email' && Number(before?.is_primary) === 1 && email === 'lost',
    );
    const hasPrimary = all.some(({ is_primary: is }) => Number(is) === 1);
    const first = wanted?.key.id ?? (hasPrimary ? undefined : all[0]?.id);
    if (!first || !both.lost) return;
    for (const row of all) await changes.change('person_email', row, { is_primary: row.id === first ? 1 : 0 });
  }

  private async isReferredTo({ noun, lostId }: MergeInput): Promise<boolean> {
    for (const { table, column } of this.graph.referringTo(noun)) {
      if ((await this.rows.where(table, { [column]: lostId })).length) return true;
    }
    return false;
  }

  private async write(
    actor: Actor,
    { input, both, changes }: { input: MergeInput; both: Both; changes: Changes },
  ): Promise<string> {
    const id = newId();
    const { noun, keptId, lostId } = input;
    const names = { keptName: nameIn(noun, both.kept), lostName: nameIn(noun, both.lost) };
    const at = { mergedAt: this.clock.instant(), undoUntil: this.clock.instantIn(undoDays * 86_400) };
    const facts = tally(changes.all);
    await this.db.insert(RecordMerge, { id, noun, keptId, lostId, ...names, facts, mergedBy: actor.name, ...at });
    await this.journal.write(id, changes.all);
    return id;
  }

  private async tell(
    actor: Actor,
    { noun, keptId, lostId }: MergeInput,
    { lost, terms, shown }: Both & Foreseen,
  ): Promise<void> {
    await this.pairs.merged(actor, keptId, lostId);
    await this.index.replace(noun, { gone: [lostId], changed: [keptId] });
    const facts = { name: nameIn(noun, lost), lostId, ...shownFacts(shown) };
    await this.events.record(`${noun}.merged`, keptId, actor, facts);
    await this.terms.record(actor, keptId, terms);
    if (noun === 'organisation') return;
    const [before] = await this.rows.where('person_email', { person_id: keptId, is_primary: 1 });
    if (before) await this.protection.addressesChanged(actor, keptId, String(before.address));
  }

  private async accounts({ keptId, lostId }: Pick<MergeInput, 'keptId' | 'lostId'>): Promise<Row[]> {
    const of = (id: string) => this.rows.where('account', { person_id: id });
    return [...(await of(keptId)), ...(await of(lostId))];
  }

  private async emails(...ids: string[]): Promise<Row[]> {
    const lists = [];
    for (const id of ids) lists.push(await this.rows.where('person_email', { person_id: id }, ['id']));
    return lists.flat();
  }
}

/** What is no matter of moving rows alone. */
const settled: ReadonlySet<string> = new Set(['membership', 'person_shown']);

function checkVersions(input: MergeInput, { kept, lost }: Both): void {
  if (Number(kept.version) !== input.keptVersion || Number(lost.version) !== input.lostVersion) throw new Conflict();
}

export const nameIn = (noun: MergeInput['noun'], row: Row): string =>
  (noun === 'person' ? `${String(row.given_name)} ${String(row.family_name)}`.trim() : String(row.name)).slice(0, 200);
