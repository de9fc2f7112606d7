import { wordKey } from '../row/import-text.rules.js';
import type { Mapping } from '../row/import-columns.rules.js';
import type { Problem } from '../row/import-row.rules.js';
import type { OrganisationBook } from './organisation-book.js';
import type { RuledRow } from './ruled.types.js';

interface Named {
  name: string;
  stateCode: string | null;
}

export const labelOf = ({ name, stateCode }: Named): string => (stateCode === null ? name : `${name} (${stateCode})`);

/** Organisations that a list adds: each is told once, with others of the name in another State. */
export class NewOrganisations {
  private readonly made = new Map<string, Named>();
  private readonly byName = new Map<string, Named[]>();

  /** As they are called, in the order of the list. */
  get labels(): string[] {
    return [...this.made.values()].map(labelOf);
  }

  /** The row with a warning for each that it is the first to name. */
  told(
    row: RuledRow,
    { book, mapping, cells }: { book: OrganisationBook; mapping: Mapping; cells: readonly string[] },
  ) {
    const problems = newIn(row).flatMap((one): Problem[] => {
      const others = this.add(one, book);
      if (!others.length) return [];
      const column = mapping.indexOf('organisation');
      const params = { name: labelOf(one), names: others.map(labelOf).join('; ') };
      const place = {
        row: row.place,
        column,
        field: 'organisation' as const,
        value: (cells[column] ?? '').slice(0, 200),
      };
      return [{ ...place, key: 'exchange.import.problem.organisationElsewhere', params, severity: 'warning' }];
    });
    return problems.length ? { ...row, problems: [...row.problems, ...problems] } : row;
  }

  /** @returns others of the name, when it is new here */
  private add(one: Named, book: OrganisationBook): Named[] {
    const name = wordKey(one.name);
    const key = `${name}|${one.stateCode ?? ''}`;
    if (this.made.has(key)) return [];
    const others = [...book.called(name), ...(this.byName.get(name) ?? [])];
    this.made.set(key, one);
    this.byName.set(name, [...(this.byName.get(name) ?? []), one]);
    return others;
  }
}

function newIn({ writing }: RuledRow): Named[] {
  if (writing?.kind === 'newOrganisation') return [writing.organisation];
  if (writing?.kind !== 'person' && writing?.kind !== 'newPerson') return [];
  return writing.places.affiliations.flatMap(({ organisation, named }) => ('key' in organisation ? [named] : []));
}
