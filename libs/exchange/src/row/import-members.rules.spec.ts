import { readSheet } from '@samrad/platform/files';
import { faultyCounts, memberFaults } from '../../../../test/support/fixtures/member-faults.js';
import { stateSources } from '../../../../test/support/fixtures/member-names.js';
import {
  memberCounts,
  membersCleanXlsx,
  membersCsv,
  membersLatin1Csv,
  membersXlsx,
} from '../../../../test/support/fixtures/members.js';
import { isHeading, mappingFaults, recogniseColumns } from './import-columns.rules.js';
import { judgeRows, organisationKey } from './import-rows.rules.js';
import { addressKey, type ImportLookups, type JudgedRow } from './import.rules.js';
import { wordKey } from './import-text.rules.js';
import { stateIndex } from './import-words.rules.js';

const lookups: ImportLookups = {
  states: stateIndex(
    stateSources.map(({ code }) => ({ code, eurostatCode: code === 'GR' ? 'EL' : code, names: namesOf(code) })),
  ),
  persons: new Map(),
  groups: new Map([['reg', 'g-reg']]),
  topics: new Map(
    ['statistics', 'stakeholder_expertise', 'barriers_solutions', 'good_practices_coherence'].map((code) => [
      wordKey(code),
      code,
    ]),
  ),
  groupNames: new Map([['g1', 'REG']]),
  countries: new Map([['syria', 'SY']]),
  methods: new Map([['law', 'law']]),
  defaultGroupId: null,
  manner: 'ordinary',
  whenKnown: 'update',
  keys: new Map(),
  names: new Map(),
  match: 'email',
  header: [],
};

function namesOf(code: string): string[] {
  return ['nb', 'nn', 'en'].map((language) => new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code);
}

async function imported(content: Buffer, filename: string, persons: ReadonlyMap<string, string> = new Map()) {
  const sheet = await readSheet(content, filename, { isHeading });
  const mapping = recogniseColumns(sheet.header);
  expect(mappingFaults(mapping)).toEqual([]);
  const judged = judgeRows(sheet.rows, { mapping, lookups: { ...lookups, persons, header: sheet.header } });
  return { sheet, judged, plan: planOf(judged) };
}

/** What the rows would come to, counted. */
function planOf(judged: readonly JudgedRow[]) {
  const create = judged.flatMap(({ person }) => person ?? []);
  const problems = judged.flatMap((row) => row.problems);
  const of = (severity: string) => problems.filter((problem) => problem.severity === severity).length;
  const organisations = new Set(
    create.flatMap(({ organisation }) => (organisation ? [organisationKey(organisation)] : [])),
  );
  const counts = {
    ...{ rows: judged.length, create: create.length, refused: judged.length - create.length },
    ...{ organisations: organisations.size, memberships: create.filter(({ membership }) => membership).length },
    ...{ errors: of('error'), warnings: of('warning') },
  };
  return { create, counts };
}

const problemsOf = ({ judged }: Awaited<ReturnType<typeof imported>>) => judged.flatMap(({ problems }) => problems);

describe('the corrected list', () => {
  it('is taken in whole: 180 persons, 60 organisations, 35 States', async () => {
    const { sheet, judged, plan } = await imported(membersCleanXlsx(), 'members.xlsx');
    expect(sheet).toMatchObject({ headerRow: memberCounts.headerRow, otherSheets: ['Om listen'] });
    expect(judged.flatMap(({ problems }) => problems)).toEqual([]);
    expect(plan.counts).toMatchObject({
      rows: 180,
      create: memberCounts.persons,
      organisations: memberCounts.organisations,
    });
    expect(plan.counts.memberships).toBe(memberCounts.memberships);
    expect(new Set(plan.create.flatMap(({ stateCode }) => stateCode ?? [])).size).toBe(memberCounts.states);
  });

  it('keeps every letter of every name', async () => {
    const { plan } = await imported(membersCleanXlsx(), 'members.xlsx');
    const names = plan.create.map(({ givenName, familyName }) => `${givenName} ${familyName}`);
    expect(names).toEqual(
      expect.arrayContaining(['Łukasz Łęcki', 'Øystein Bråten', 'Elke Van den Broeck', 'Ġorġ Borġ', 'Günther Weiß']),
    );
    const sources = stateSources.flatMap(({ given, family }) => [...given, ...family]);
    for (const { givenName, familyName } of plan.create)
      expect(sources).toEqual(expect.arrayContaining([givenName, familyName]));
  });

  it('changes nothing twice: the second time all are known', async () => {
    const { plan } = await imported(membersCleanXlsx(), 'members.xlsx');
    const persons = new Map(plan.create.map(({ addresses }, index) => [addressKey(addresses[0]!), `p${index}`]));
    const again = await imported(membersCleanXlsx(), 'members.xlsx', persons);
    expect(again.plan.create.every(({ decision }) => decision === 'update')).toBe(true);
    expect(again.plan.counts).toMatchObject({ create: 180, refused: 0 });
  });
});

describe('the list with faults', () => {
  it.each([
    ['members.xlsx', membersXlsx],
    ['members.csv', membersCsv],
  ])('comes to the numbers counted by hand, from %s', async (filename, content) => {
    const result = await imported(content(), filename);
    expect(result.plan.counts).toEqual(faultyCounts);
  });

  it.each([
    ['members.xlsx', membersXlsx],
    ['members.csv', membersCsv],
  ])('says of each row exactly what is wrong with it, from %s', async (filename, content) => {
    const result = await imported(content(), filename);
    const said = problemsOf(result).map(({ row, key, severity }) => `${row} ${severity} ${key.split('.').at(-1)}`);
    expect(said.sort()).toEqual(expectedProblems().sort());
  });

  it('names the row, the column, the value and the other row', async () => {
    const result = await imported(membersXlsx(), 'members.xlsx');
    const twice = problemsOf(result).find(({ key }) => key === 'exchange.import.problem.addressTwice');
    expect(twice).toMatchObject({ row: 186, column: 1, field: 'email', severity: 'error', params: { other: 54 } });
    expect(twice?.value).toContain('@');
  });
});

/** Rows 4 to 63 are persons 0 to 59, row 64 is blank, 65 to 184 are persons 60 to 179, 185 is blank, then three more. */
function expectedProblems(): string[] {
  let added = 186;
  return memberFaults.flatMap(({ person, errors = [], warnings = [] }) => {
    const row = person === null ? added++ : person + (person < 60 ? 4 : 5);
    return [...errors.map((word) => `${row} error ${word}`), ...warnings.map((word) => `${row} warning ${word}`)];
  });
}

describe('a list in Latin-1 with commas', () => {
  it('is taken in as far as Latin-1 can write it', async () => {
    const { sheet, plan } = await imported(membersLatin1Csv(), 'members.csv');
    expect(sheet).toMatchObject({ encoding: 'windows-1252', delimiter: ',' });
    expect(plan.counts).toMatchObject({ refused: 0, warnings: 0, create: sheet.rows.length });
    expect(plan.create.map(({ familyName }) => familyName)).toEqual(
      expect.arrayContaining(['Ødegård', 'Ångström', 'Weiß']),
    );
  });
});
