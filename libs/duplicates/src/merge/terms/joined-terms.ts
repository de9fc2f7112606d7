import { roleRank } from '@samrad/network';
import { newId } from '@samrad/platform/database';
import type { Changes } from '../rows/changes.js';
import type { Joiner } from '../rows/joiner.js';
import type { Period } from '../rows/period.rules.js';
import type { RawRows } from '../rows/raw-rows.js';
import type { Row } from '../rows/table-graph.js';
import { joinedTerms } from './term.rules.js';

/** A term as it was, and what is left of it. */
export interface TermChange {
  groupId: string;
  /** Code of the group. */
  group: string;
  role: string;
  stateCode: string | null;
  /** Whether it was one of the record that becomes part of the other. */
  isLost: boolean;
  before: Period;
  /** In order; empty: its days belong to another term. */
  after: Period[];
}

interface Going {
  keptId: string;
  lostId: string;
  /** Of the one that stays. */
  sortName: string;
}

/** Which term has which days when two persons become one. */
export class JoinedTerms {
  constructor(
    private readonly rows: RawRows,
    private readonly changes: Changes,
    private readonly joiner: Joiner,
  ) {}

  /** @returns every term of both in the groups that both are in, and whatever else changes */
  async join(going: Going): Promise<TermChange[]> {
    const of = (id: string) => this.rows.where('membership', { person_id: id }, ['id']);
    const all = [...(await of(going.keptId)), ...(await of(going.lostId))];
    const told = [];
    for (const groupId of new Set(all.map((row) => String(row.group_id)))) {
      const within = all.filter((row) => row.group_id === groupId);
      told.push(await this.joinIn(groupId, within, going));
    }
    return told.flat();
  }

  private async joinIn(groupId: string, all: readonly Row[], going: Going): Promise<TermChange[]> {
    const left = joinedTerms(all.map(termOf));
    const group = await this.rows.one('network_group', { id: groupId });
    const told = all.map((row) => ({
      ...{ groupId, group: String(group?.code), role: String(row.role), stateCode: row.state_code as string | null },
      ...{ isLost: row.person_id === going.lostId, before: periodOf(row), after: left.get(String(row.id))! },
    }));
    for (const row of all) await this.place(row, left.get(String(row.id))!, going);
    const isOfBoth = told.some(({ isLost }) => isLost) && told.some(({ isLost }) => !isLost);
    return told.filter((term) => isOfBoth || isChanged(term)).sort(byStart);
  }

  private async place(row: Row, [first, ...more]: Period[], { keptId, lostId, sortName }: Going): Promise<void> {
    const counted = row.person_id === lostId ? 'memberships' : null;
    if (!first) return this.joiner.setAsideWhole('membership', row, 'memberships');
    const patch = { person_id: keptId, sort_name: sortName, valid_from: first.from, valid_to: first.to };
    await this.changes.change('membership', row, patch, counted);
    for (const { from, to } of more) {
      await this.changes.add('membership', { ...row, ...patch, id: newId(), valid_from: from, valid_to: to });
    }
  }
}

const periodOf = (row: Row): Period => ({
  from: row.valid_from as string | null,
  to: row.valid_to as string | null,
});

const byStart = (one: TermChange, other: TermChange): number =>
  (one.before.from ?? '') < (other.before.from ?? '') ? -1 : 1;

const termOf = (row: Row) => ({
  ...{ id: String(row.id), role: String(row.role), rank: roleRank(String(row.role)) },
  ...{ stateCode: row.state_code as string | null, ...periodOf(row) },
});

/** Whether anything of the term is different. */
export const isChanged = ({ before, after }: TermChange): boolean =>
  after.length !== 1 || after[0]!.from !== before.from || after[0]!.to !== before.to;
