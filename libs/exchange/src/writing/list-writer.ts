import { Injectable } from '@nestjs/common';
import type { Actor } from '@samrad/platform/auth';
import { Invalid } from '@samrad/platform/errors';
import type { OrganisationBook } from '../judging/organisation-book.js';
import type { RuledRow, Writing } from '../judging/ruled.types.js';
import { NewPersonWriter } from './new-person-writer.js';
import { OrganisationWriter } from './organisation-writer.js';
import { PersonWriter } from './person-writer.js';

export interface Target {
  file: string;
  book: OrganisationBook;
}

export interface Written {
  written: number;
  /** Rows that cannot be written after all. */
  refused: RuledRow[];
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
    await this.newPersons.write(actor, added, target);
    for (const row of of(rows, 'newOrganisation'))
      await this.organisations.create(actor, row.organisation, target.book);
    const each = [
      ...changed.map((row) => ({ place: row.place, work: () => this.persons.write(actor, row, target) })),
      ...of(rows, 'organisation').map((row) => ({
        place: row.place,
        work: () => this.organisations.change(actor, row, target.book),
      })),
    ];
    for (const { place, work } of each) {
      const reason = await reasonAgainst(work);
      if (reason)
        refused.push(
          withReason(
            rows.find((row) => row.place === place)!,
            reason,
          ),
        );
    }
    const all = rows.filter(({ writing }) => writing !== null).length;
    return { written: all - refused.filter(({ writing }) => writing !== null).length, refused };
  }
}

/** What the register itself refuses, e.g. an address that is not the actor's to change. @returns the locale key */
async function reasonAgainst(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return Object.values(error.fields)[0]?.key ?? 'platform.error.changed';
  }
}

function withReason(row: RuledRow, key: string): RuledRow {
  const problem = { row: row.place, column: -1, field: 'email', value: row.name ?? '', key, params: {} } as const;
  return { ...row, ruling: 'refused', problems: [...row.problems, { ...problem, severity: 'error' }] };
}
