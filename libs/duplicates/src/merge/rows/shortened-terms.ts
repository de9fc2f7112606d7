import { Injectable } from '@nestjs/common';
import type { Change } from './changes.js';
import type { Period } from './period.rules.js';
import { RawRows } from './raw-rows.js';
import type { Row } from './table-graph.js';

/** A membership or a place of work that loses days to another one. */
export interface ShortenedTerm {
  /** Short name of the group, or name of the organisation. */
  where: string;
  /** In the group; null for a place of work. */
  role: string | null;
  /** At the place of work. */
  function: string | null;
  before: Period;
  /** What is left; empty: nothing. */
  left: Period[];
}

const places: Record<string, { table: string; column: string; name: string }> = {
  membership: { table: 'network_group', column: 'group_id', name: 'code' },
  affiliation: { table: 'organisation', column: 'organisation_id', name: 'name' },
};

/** Which of two terms in the same days loses them, said before and as it is done. */
@Injectable()
export class ShortenedTerms {
  constructor(private readonly rows: RawRows) {}

  /** @param changes that were foreseen, not done */
  async of(changes: readonly Change[]): Promise<ShortenedTerm[]> {
    const found: ShortenedTerm[] = [];
    for (const [at, change] of changes.entries()) {
      const place = places[change.table];
      const row = place && isShorter(change) ? await this.rows.one(change.table, change.key) : undefined;
      if (!row) continue;
      const left = change.kind === 'set_aside' ? [] : [{ ...row, ...change.after }, ...addedAfter(changes, at)];
      found.push(await this.told(row, place!, left.map(period)));
    }
    return found;
  }

  private async told(row: Row, { table, column, name }: (typeof places)[string], left: Period[]) {
    const where = textOf((await this.rows.one(table, { id: row[column] }))?.[name]) ?? '';
    return { where, role: textOf(row.role), function: textOf(row.function), before: period(row), left };
  }
}

const isShorter = ({ kind, after }: Change): boolean =>
  kind === 'set_aside' || (kind === 'changed' && after !== null && ('valid_from' in after || 'valid_to' in after));

/** The further parts of a term that was cut in two come right behind it. */
function addedAfter(changes: readonly Change[], at: number): Row[] {
  const next = changes[at + 1];
  if (next?.kind !== 'added' || next.table !== changes[at]!.table) return [];
  return [next.after!, ...addedAfter(changes, at + 1)];
}

const period = ({ valid_from: from, valid_to: to }: Row): Period => ({ from: textOf(from), to: textOf(to) });
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
