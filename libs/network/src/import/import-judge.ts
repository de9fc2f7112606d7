import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { readSheet, type Sheet } from '@samrad/platform/files';
import { addressKey } from '@samrad/platform/pure';
import { readAddresses } from './rules/import-addresses.rules.js';
import {
  correctColumns,
  type ImportField,
  isHeading,
  type Mapping,
  mappingFaults,
  recogniseColumns,
} from './rules/import-columns.rules.js';
import { type ImportPlan, judgeRows, noRowsYet, planImport } from './rules/import-plan.rules.js';
import { addsSomething } from './rules/import-new.rules.js';
import type { ImportLookups, JudgedRow, Problem } from './rules/import.rules.js';
import { overlap } from '../person/person.rules.js';
import { ImportFinder, type KnownPerson } from './import.finder.js';

/** What a person decided about a file. */
export interface ImportChoices {
  groupId: string | null;
  whenKnown: 'update' | 'skip';
  /** Column number from 0 → field, or null to leave it out. */
  corrections: Readonly<Record<number, ImportField | null>>;
}

/** A file read and judged; nothing is written yet. */
export interface Judgement {
  sheet: Sheet;
  mapping: Mapping;
  /** What the columns lack; rows are not judged then. */
  faults: { key: string; field?: ImportField }[];
  problems: Problem[];
  plan: ImportPlan;
  /** Persons in the register whom the file names, with what they have. */
  known: Map<string, KnownPerson>;
}

/** Reads a member list and says what would become of every row. */
@Injectable()
export class ImportJudge {
  constructor(private readonly finder: ImportFinder) {}

  /** @throws SheetRefused for a file that is no spreadsheet, is broken, too large or unsafe */
  read(content: Buffer, filename: string): Promise<Sheet> {
    return readSheet(content, filename, { isHeading });
  }

  async judge(sheet: Sheet, { groupId, whenKnown, corrections }: ImportChoices): Promise<Judgement> {
    const mapping = correctColumns(recogniseColumns(sheet.header), corrections);
    const faults = mappingFaults(mapping);
    if (faults.length) {
      return { sheet, mapping, faults, problems: [], plan: planImport([], new Map()), known: new Map() };
    }
    const lookups = await this.lookups(sheet, mapping, { groupId, whenKnown });
    const judged = await this.rows(sheet, mapping, lookups);
    const known = await this.finder.known(personsIn(judged));
    const organisations = await this.finder.organisations();
    const register = { known, organisations, addresses: lookups.persons };
    const rows = judged.map((row) => withoutNews(withoutOverlap(row, known, mapping), register));
    const plan = planImport(rows, organisations);
    return { sheet, mapping, faults, problems: rows.flatMap(({ problems }) => problems), plan, known };
  }

  private async lookups(
    sheet: Sheet,
    mapping: Mapping,
    { groupId, whenKnown }: Pick<ImportChoices, 'groupId' | 'whenKnown'>,
  ): Promise<ImportLookups> {
    const keys = addressKeys(sheet, mapping);
    const [groups, topics, persons] = await Promise.all([
      this.finder.groups(),
      this.finder.topics(),
      this.finder.persons(keys),
    ]);
    const states = this.finder.states();
    return { states, persons, groups, topics, defaultGroupId: groupId, whenKnown, header: sheet.header };
  }

  /** In portions, so that other requests get their turn in between. */
  private async rows(sheet: Sheet, mapping: Mapping, lookups: ImportLookups): Promise<JudgedRow[]> {
    const earlier = noRowsYet();
    const judged: JudgedRow[] = [];
    for (let at = 0; at < sheet.rows.length; at += 1000) {
      judged.push(...judgeRows(sheet.rows.slice(at, at + 1000), { mapping, lookups }, earlier));
      await nextTurn();
    }
    return judged;
  }
}

const personsIn = (judged: readonly JudgedRow[]): string[] => [
  ...new Set(judged.flatMap(({ person }) => person?.personId ?? [])),
];

/** Keys of all addresses in the file, so that only these are looked up. */
function addressKeys(sheet: Sheet, mapping: Mapping): string[] {
  const columns = mapping.flatMap((field, column) => (field === 'email' ? [column] : []));
  return sheet.rows.flatMap(({ cells }) =>
    columns.flatMap((column) => readAddresses(cells[column] ?? '').addresses.map(addressKey)),
  );
}

interface Register {
  known: ReadonlyMap<string, KnownPerson>;
  organisations: ReadonlyMap<string, string>;
  addresses: ReadonlyMap<string, string>;
}

/** A row that says nothing new leaves the person as it is: nobody is promised a change. */
function withoutNews(row: JudgedRow, { known, ...register }: Register): JudgedRow {
  const { person } = row;
  if (person?.decision !== 'update' || !person.personId) return row;
  const isNews = addsSomething(person, { ...register, person: known.get(person.personId) });
  return isNews ? row : { ...row, person: { ...person, decision: 'skip' } };
}

/** A person who is in the group already in these days gets no second membership; worth a look when the role differs. */
function withoutOverlap(row: JudgedRow, known: ReadonlyMap<string, KnownPerson>, mapping: Mapping): JudgedRow {
  const { person } = row;
  const before = person?.personId ? known.get(person.personId) : undefined;
  if (!person?.membership || !before || person.decision !== 'update') return row;
  const { groupId, role } = person.membership;
  const period = { validFrom: person.from, validTo: person.to };
  const other = before.memberships.find((term) => term.groupId === groupId && overlap(term, period));
  if (!other) return row;
  const changed = { ...row, person: { ...person, membership: null, from: null, to: null } };
  if (other.role === role) return changed;
  const problem: Problem = {
    ...{ row: row.row, column: mapping.indexOf('role'), field: 'role', value: role },
    key: 'network.import.problem.membershipOverlaps',
    params: { from: other.validFrom ?? '…', to: other.validTo ?? '…' },
    severity: 'warning',
  };
  return { ...changed, problems: [...row.problems, problem] };
}
