import type { MembershipRole } from '../../membership/membership.entity.js';
import type { OrganisationType } from '../../organisation/organisation.entity.js';
import { addressKey } from '@samrad/platform/pure';
import type { Mapping } from './import-columns.rules.js';
import { type ImportedPerson, type ImportLookups, type ImportRow, type JudgedRow, judgeRow } from './import.rules.js';
import { wordKey } from './import-text.rules.js';

/** What earlier rows held; hand the same one on when a long list is judged in portions. */
export interface EarlierRows {
  addresses: Map<string, number>;
  names: Map<string, number>;
  types: Map<string, { type: OrganisationType; row: number }>;
  /** Person in the register → row that found them. */
  persons: Map<string, number>;
}

export const noRowsYet = (): EarlierRows => ({
  addresses: new Map(),
  names: new Map(),
  types: new Map(),
  persons: new Map(),
});

/**
 * Judges rows in order, each by itself and against the rows before it. Blank rows are left out.
 * A long list is judged in portions of a thousand, so that other work gets its turn in between.
 */
export function judgeRows(
  rows: readonly ImportRow[],
  { mapping, lookups }: { mapping: Mapping; lookups: ImportLookups },
  earlier = noRowsYet(),
): JudgedRow[] {
  return rows
    .map((row) => withEarlier(judgeRow(row, mapping, lookups), row, { mapping, earlier }))
    .filter(({ isEmpty }) => !isEmpty);
}

interface Context {
  mapping: Mapping;
  earlier: EarlierRows;
}

/** The same address twice keeps the later row out; the same name in the same organisation is only worth a look. */
function withEarlier(judged: JudgedRow, row: ImportRow, context: Context): JudgedRow {
  const { person } = judged;
  if (!person) return judged;
  const { earlier } = context;
  const twice = person.addresses.find((address) => earlier.addresses.has(addressKey(address)));
  const knownFrom = person.personId === null ? undefined : earlier.persons.get(person.personId);
  const other = twice === undefined ? knownFrom : earlier.addresses.get(addressKey(twice));
  if (other !== undefined) {
    const problem = problemOf(row, context, {
      field: 'email',
      word: 'addressTwice',
      params: { value: twice ?? '', other },
    });
    return { row: judged.row, isEmpty: false, problems: [...judged.problems, { ...problem, severity: 'error' }] };
  }
  const problems = [...judged.problems, ...oddities(person, row, context)];
  remember(person, earlier);
  return { ...judged, problems };
}

function oddities(person: ImportedPerson, row: ImportRow, context: Context) {
  const { earlier } = context;
  const sameName = earlier.names.get(nameKey(person));
  const known = person.organisation && earlier.types.get(organisationKey(person.organisation));
  const found = [];
  if (sameName !== undefined) {
    found.push(problemOf(row, context, { field: 'name', word: 'nameTwice', params: { other: sameName } }));
  }
  if (known && person.organisation?.type && person.organisation.type !== known.type) {
    found.push(
      problemOf(row, context, { field: 'organisationType', word: 'typeDiffers', params: { other: known.row } }),
    );
  }
  return found;
}

function remember(person: ImportedPerson, earlier: EarlierRows) {
  for (const address of person.addresses) earlier.addresses.set(addressKey(address), person.row);
  if (person.personId !== null) earlier.persons.set(person.personId, person.row);
  if (!earlier.names.has(nameKey(person))) earlier.names.set(nameKey(person), person.row);
  const type = person.organisation?.type;
  const key = person.organisation && organisationKey(person.organisation);
  if (key && type && !earlier.types.has(key)) earlier.types.set(key, { type, row: person.row });
}

const nameKey = ({ givenName, familyName, organisation }: ImportedPerson) =>
  [givenName, familyName, organisation?.name ?? ''].map(wordKey).join('|');

/** Two organisations are one when their names fold alike and their State is the same. */
export const organisationKey = ({ name, stateCode }: { name: string; stateCode: string | null }): string =>
  `${wordKey(name)}|${stateCode ?? ''}`;

type Found = { field: 'email' | 'name' | 'organisationType'; word: string; params: Record<string, unknown> };

function problemOf(row: ImportRow, { mapping }: Context, { field, word, params }: Found) {
  const place = field === 'name' && !mapping.includes('name') ? 'familyName' : field;
  const column = mapping.indexOf(place);
  const value = row.cells[column] ?? '';
  const key = `network.import.problem.${word}`;
  return {
    row: row.number,
    column,
    field: place,
    value,
    key,
    params,
    severity: 'warning' as const,
  } as JudgedRow['problems'][number];
}

/** All that an import will write, ready for one transaction: organisations first, then persons, then the rest. */
export interface ImportPlan {
  organisations: PlannedOrganisation[];
  create: ImportedPerson[];
  update: ImportedPerson[];
  /** In the register already and left as they are. */
  skip: ImportedPerson[];
  affiliations: PlannedAffiliation[];
  memberships: PlannedMembership[];
  /** Rows kept out by an error. */
  refused: JudgedRow[];
  counts: ImportCounts;
}

export interface PlannedOrganisation {
  /** From `organisationKey`; affiliations name it. */
  key: string;
  name: string;
  type: OrganisationType;
  stateCode: string | null;
}

export interface PlannedAffiliation {
  /** The row of the person: `create` and `update` name the same. */
  row: number;
  organisationKey: string;
  /** Null for an organisation that this plan creates. */
  organisationId: string | null;
  function: string | null;
  from: string | null;
  to: string | null;
}

export interface PlannedMembership {
  row: number;
  groupId: string;
  role: MembershipRole;
  /** The State represented. */
  stateCode: string | null;
  from: string | null;
  to: string | null;
}

export interface ImportCounts {
  rows: number;
  create: number;
  update: number;
  skip: number;
  refused: number;
  organisations: number;
  memberships: number;
  errors: number;
  warnings: number;
}

/**
 * What to write for the rows that have no error.
 * @param organisations `organisationKey` of every organisation in the register → its id
 */
export function planImport(judged: readonly JudgedRow[], organisations: ReadonlyMap<string, string>): ImportPlan {
  const persons = judged.flatMap(({ person }) => person ?? []);
  const of = (decision: ImportedPerson['decision']) => persons.filter((person) => person.decision === decision);
  const taken = persons.filter(({ decision }) => decision !== 'skip');
  const plan = {
    organisations: newOrganisations(taken, organisations),
    create: of('create'),
    update: of('update'),
    skip: of('skip'),
    affiliations: taken.flatMap((person) => affiliation(person, organisations)),
    memberships: taken.flatMap(membership),
    refused: judged.filter(({ person, isEmpty }) => !person && !isEmpty),
  };
  return { ...plan, counts: counted(judged, plan) };
}

function newOrganisations(
  persons: readonly ImportedPerson[],
  known: ReadonlyMap<string, string>,
): PlannedOrganisation[] {
  const planned = new Map<string, PlannedOrganisation & { isTyped: boolean }>();
  for (const { organisation } of persons) {
    if (!organisation) continue;
    const key = organisationKey(organisation);
    const before = planned.get(key);
    if (known.has(key) || before?.isTyped) continue;
    const { name, type, stateCode } = organisation;
    planned.set(key, { key, name: before?.name ?? name, type: type ?? 'other', stateCode, isTyped: type !== null });
  }
  return [...planned.values()].map(({ isTyped: _, ...organisation }) => organisation);
}

function affiliation(person: ImportedPerson, known: ReadonlyMap<string, string>): PlannedAffiliation[] {
  if (!person.organisation) return [];
  const key = organisationKey(person.organisation);
  // With a membership in the row, the period is the membership's.
  const [from, to] = person.membership ? [null, null] : [person.from, person.to];
  return [
    {
      row: person.row,
      organisationKey: key,
      organisationId: known.get(key) ?? null,
      function: person.function,
      from,
      to,
    },
  ];
}

function membership({ row, membership, stateCode, from, to }: ImportedPerson): PlannedMembership[] {
  return membership ? [{ row, ...membership, stateCode, from, to }] : [];
}

function counted(judged: readonly JudgedRow[], plan: Omit<ImportPlan, 'counts'>): ImportCounts {
  const problems = judged.flatMap((row) => row.problems);
  return {
    rows: judged.filter(({ isEmpty }) => !isEmpty).length,
    create: plan.create.length,
    update: plan.update.length,
    skip: plan.skip.length,
    refused: plan.refused.length,
    organisations: plan.organisations.length,
    memberships: plan.memberships.length,
    errors: problems.filter(({ severity }) => severity === 'error').length,
    warnings: problems.filter(({ severity }) => severity === 'warning').length,
  };
}
