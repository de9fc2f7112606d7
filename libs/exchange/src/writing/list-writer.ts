import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Invalid } from '@samrad/platform/errors';
import type { OrganisationBook } from '../judging/organisation-book.js';
import type { RuledRow, Writing } from '../judging/ruled.types.js';
import { isOvertaken, type Told } from '../judging/told.rules.js';
import { NewPersonWriter } from './new-person-writer.js';
import { OrganisationWriter } from './organisation-writer.js';
import { PersonWriter } from './person-writer.js';

export interface Target {
  importId: string;
  file: string;
  book: OrganisationBook;
  /** Row → what the check said of it. */
  told: ReadonlyMap<number, Told>;
}

export interface Written {
  /** Row → record that it made or changed. */
  written: ReadonlyMap<number, string>;
  /** Rows that cannot be written after all. */
  refused: RuledRow[];
  /** Rows that leave less to write than they were to: the register has changed since they were checked. */
  overtaken: RuledRow[];
}

const of = <K extends Writing['kind']>(rows: readonly RuledRow[], kind: K) =>
  rows.flatMap(({ place, writing }) =>
    writing?.kind === kind ? [{ place, ...(writing as Extract<Writing, { kind: K }>) }] : [],
  );

/** Writes a portion of rows into the register; inside the caller's transaction. */
@Injectable()
export class ListWriter {
  constructor(
    private readonly organisations: OrganisationWriter,
    private readonly newPersons: NewPersonWriter,
    private readonly persons: PersonWriter,
  ) {}

  async write(actor: Actor, rows: readonly RuledRow[], target: Target): Promise<Written> {
    const refused = rows.filter(({ ruling }) => ruling === 'refused' || ruling === 'ambiguous');
    const [added, changed] = [of(rows, 'newPerson'), of(rows, 'person')];
    await this.organisations.missing(actor, [...added, ...changed], target.book);
    const written = new Map<number, string>();
    const ids = await this.newPersons.write(actor, added, target);
    added.forEach(({ place }, at) => written.set(place, ids[at]!));
    for (const { place, organisation } of of(rows, 'newOrganisation'))
      written.set(place, await this.organisations.create(actor, organisation, target.book));
    const each = [
      ...changed.map((row) => ({ ...row, id: row.before.id, work: () => this.persons.write(actor, row, target) })),
      ...of(rows, 'organisation').map((row) => ({
        ...row,
        work: () => this.organisations.change(actor, row, target.book),
      })),
    ];
    for (const { place, id, work } of each) {
      const reason = await reasonAgainst(work);
      if (reason === null) written.set(place, id);
      else
        refused.push(
          withReason(
            rows.find((row) => row.place === place)!,
            reason,
          ),
        );
    }
    const gone = new Set(refused.map(({ place }) => place));
    const overtaken = rows.filter((row) => !gone.has(row.place) && isOvertaken(row, target.told.get(row.place)));
    return { written, refused, overtaken: overtaken.map(asOvertaken) };
  }
}

/** What the register itself refuses, e.g. an address that is not the actor's to change. @returns the locale key */
export async function reasonAgainst(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return Object.values(error.fields)[0]?.key ?? 'platform.error.changed';
  }
}

function asOvertaken(row: RuledRow): RuledRow {
  const key = `exchange.import.problem.${row.ruling === 'unchanged' ? 'overtaken' : 'overtakenPartly'}`;
  const problem = { row: row.place, column: -1, field: 'email', value: row.name ?? '', key, params: {} } as const;
  return { ...row, problems: [...row.problems, { ...problem, severity: 'warning' }] };
}

/** @param key why */
export function withReason(row: RuledRow, key: string): RuledRow {
  const problem = { row: row.place, column: -1, field: 'email', value: row.name ?? '', key, params: {} } as const;
  return { ...row, ruling: 'refused', problems: [...row.problems, { ...problem, severity: 'error' }] };
}
