import {
  correctColumns,
  type ImportField,
  type Mapping,
  mappingFaults,
  recogniseColumns,
} from './import-columns.rules.js';
import { judgeRows, noRowsYet } from './import-rows.rules.js';
import { type ImportLookups, type ImportRow, judgeRow } from './import.rules.js';
import { stateIndex } from './import-words.rules.js';

const header = [
  'Name',
  'E-mail',
  'Organisation',
  'Type',
  'State',
  'Function',
  'Phone',
  'Group',
  'Role',
  'From',
  'To',
  'Languages',
  'Topics',
  'Note',
  'Countries of origin',
  'Methods',
  'Places of work',
];
const mapping = recogniseColumns(header);
const lookups: ImportLookups = {
  states: stateIndex([
    { code: 'NO', names: ['Norge'] },
    { code: 'GR', eurostatCode: 'EL', names: ['Hellas'] },
  ]),
  persons: new Map([
    ['known@example.org', 'p1'],
    ['other@example.org', 'p2'],
  ]),
  groups: new Map([['reg', 'g1']]),
  topics: new Map([['statistics', 'statistics']]),
  groupNames: new Map([['g1', 'REG']]),
  countries: new Map([['syria', 'SY']]),
  methods: new Map([['law', 'law']]),
  defaultGroupId: null,
  manner: 'ordinary',
  whenKnown: 'update',
  keys: new Map(),
  names: new Map(),
  match: 'email',
  header,
};

const good: Partial<Record<ImportField, string>> = {
  name: 'Kari Nordmann',
  email: 'kari@example.org',
  organisation: 'Kontoret for retur',
  organisationType: 'offentlig',
  state: 'NO',
};

function aRow(change: Partial<Record<ImportField, string>> = {}, number = 2): ImportRow {
  const cells = { ...good, ...change };
  return { number, cells: mapping.map((field) => (field && cells[field]) ?? '') };
}

const judged = (change: Partial<Record<ImportField, string>>, also: Partial<ImportLookups> = {}) =>
  judgeRow(aRow(change), mapping, { ...lookups, ...also });

const words = ({ problems }: ReturnType<typeof judgeRow>) =>
  problems.map(({ key, severity }) => `${severity} ${key.split('.').at(-1)}`);

describe('columns', () => {
  it.each<[string, string[], Mapping]>([
    [
      'bokmål',
      ['Fornavn', 'Etternavn', 'E-postadresse', 'Virksomhet', 'Land', 'Språk'],
      ['givenName', 'familyName', 'email', 'organisation', 'state', 'languages'],
    ],
    [
      'nynorsk',
      ['FORNAMN', 'Etternamn', 'e-post', 'Type verksemd', 'Gjeld', 'Merknad'],
      ['givenName', 'familyName', 'email', 'organisationType', null, 'note'],
    ],
    [
      'English',
      ['Surname', 'First name', 'Email address', 'Role in group', 'Valid until', 'Expertise'],
      ['familyName', 'givenName', 'email', 'role', 'to', 'topics'],
    ],
    [
      'with slips',
      ['  E‑Mail:', 'Navn*', 'Fra (dato)', 'Land / Country', 'Telefon 2', 'f.o.m.'],
      ['email', 'name', 'from', 'state', 'phone', null],
    ],
    [
      'with repeats',
      ['Name', 'E-mail 1', 'E-mail 2', 'Contact', 'Navn', ''],
      ['name', 'email', 'email', null, null, null],
    ],
  ])('are recognised in %s', (_, headings, fields) => {
    expect(recogniseColumns(headings)).toEqual(fields);
  });

  it('can be corrected by hand, and what was moved is no longer guessed', () => {
    const guessed = recogniseColumns(['Name', 'Kontaktpunkt', 'Note']);
    expect(correctColumns(guessed, { 1: 'name', 2: null })).toEqual([null, 'name', null]);
  });

  it.each<[Mapping, string[]]>([
    [['name', 'email'], []],
    [['givenName', 'familyName', 'email', 'email'], []],
    [['familyName', 'email'], ['nameMissing']],
    [
      ['name', 'state', 'state'],
      ['emailMissing', 'twice'],
    ],
  ])('%j lack or have too much: %j', (fields, faults) => {
    expect(mappingFaults(fields).map(({ key }) => key.split('.').at(-1))).toEqual(faults);
  });
});

describe('a row', () => {
  it('becomes a person with everything that belongs to it', () => {
    const { person, problems } = judged({
      email: 'Kari@Example.org; k2@example.test',
      function: 'Head of unit',
      phone: '+47 22 33 44 55',
      group: 'REG',
      role: 'leder',
      from: '1.1.2026',
      to: '31.12.2027',
      languages: 'English, norsk',
      topics: 'Statistics',
      countries: 'Syria',
      methods: 'law',
      affiliations: 'Police \\| Border | Adviser | 2020-01-01/2022-12-31 | NO | police',
      note: 'first\n second\tthird',
    });
    expect(problems).toEqual([]);
    expect(person).toEqual({
      written: { givenName: 'Kari', familyName: 'Nordmann' },
      row: 2,
      decision: 'create',
      externalKey: null,
      mailLanguage: null,
      memberships: [],
      countries: ['SY'],
      methods: ['law'],
      affiliations: [
        {
          organisation: { name: 'Police | Border', type: 'police', stateCode: 'NO', number: null },
          ...{ function: 'Adviser', from: '2020-01-01', to: '2022-12-31' },
        },
      ],
      personId: null,
      givenName: 'Kari',
      familyName: 'Nordmann',
      addresses: ['Kari@Example.org', 'k2@example.test'],
      stateCode: 'NO',
      phone: '+47 22 33 44 55',
      languages: ['en', 'nb'],
      topics: ['statistics'],
      note: 'first\n second\tthird',
      organisation: { name: 'Kontoret for retur', type: 'governmental', stateCode: 'NO', number: null },
      function: 'Head of unit',
      membership: { groupId: 'g1', role: 'chair' },
      from: '2026-01-01',
      to: '2027-12-31',
    });
  });

  it.each<[Partial<Record<ImportField, string>>, string[]]>([
    [{ email: '' }, ['error addressMissing']],
    [{ email: 'kari@' }, ['error addressInvalid']],
    [{ email: 'mailto:kari@example.org' }, ['warning addressTidied']],
    [{ email: 'known@example.org, other@example.org' }, ['error severalPersons']],
    [{ name: '' }, ['error nameMissing']],
    [{ name: '', email: 'Kari Nordmann <kari@example.org>' }, ['warning nameFromAddress']],
    [{ name: 'Dr. KARI NORDMANN' }, ['warning titleDropped', 'warning capitals']],
    [{ name: `Kari ${'N'.repeat(1)}${'o'.repeat(120)}` }, ['error tooLong']],
    [{ name: 'Kari @ Oslo' }, []],
    [{ state: 'Utopia' }, ['error stateUnknown']],
    [{ state: '' }, ['warning stateMissing']],
    [{ state: '', organisationType: 'EU agency' }, []],
    [{ organisation: '' }, ['warning organisationMissing']],
    [{ organisationType: 'club' }, ['error organisationTypeUnknown']],
    [{ organisation: '=HYPERLINK("x")' }, ['warning formula']],
    [{ group: 'Choir' }, ['error groupUnknown']],
    [{ group: 'REG', role: 'boss' }, ['error roleUnknown']],
    [{ role: 'member' }, ['warning roleWithoutGroup']],
    [{ from: '2026-02-01', to: '2026-01-31' }, ['error toBeforeFrom']],
    [{ from: '2026-02-01', to: '2026-02-01' }, []],
    [{ from: '3/4/2026', to: 'present' }, ['error dayAmbiguous']],
    [{ to: 'December 2026' }, ['warning dayFromMonth']],
    [{ phone: 'call me' }, ['warning phoneOdd']],
    [{ languages: 'English, Elvish' }, ['warning languageUnknown']],
    [{ topics: 'Fishing' }, ['warning topicUnknown']],
    [{ affiliations: 'A | B | 2020-01-01/; A | C | 2021-01-01/' }, ['error affiliationsClash']],
    [{ affiliations: 'A | B | 2020-01-01/2020-12-31; A | C | 2021-01-01/' }, []],
    [{ countries: 'Syria; Utopia' }, ['warning countryUnknown']],
    [{ methods: 'Guessing' }, ['warning methodUnknown']],
    [{ affiliations: 'A | B | 2020-02-31/' }, ['error affiliationsUnread']],
    [{ affiliations: 'A | B | soon' }, ['error affiliationsUnread']],
    [{ affiliations: 'A | | | Utopia' }, ['error affiliationsUnread']],
    [{ affiliations: 'A; B | Adviser' }, []],
    [{ note: 'a\u0000' }, ['error controlCharacter']],
    [{ email: '#REF!' }, ['error spreadsheetError']],
    [{ name: 'BjÃ¸rn Berg' }, ['error garbled']],
    [{ note: 'x'.repeat(4_001) }, ['error tooLong']],
    [{ email: '<'.repeat(5_001) }, ['error tooLong']],
  ])('with %j is told: %j', (change, told) => {
    const result = judged(change);
    expect(words(result)).toEqual(told);
    expect(result.person === undefined).toBe(told.some((word) => word.startsWith('error')));
  });

  it('with nothing in it is neither a person nor a problem', () => {
    expect(judgeRow({ number: 9, cells: [' ', '\u00a0', '-'] }, mapping, lookups)).toEqual({
      row: 9,
      isEmpty: true,
      problems: [],
    });
  });

  it('of a person in the register updates or skips, as was chosen', () => {
    const change = { email: 'new@example.test; KNOWN@example.org' };
    expect(judged(change).person).toMatchObject({ personId: 'p1', decision: 'update' });
    expect(judged(change, { whenKnown: 'skip' }).person).toMatchObject({ personId: 'p1', decision: 'skip' });
  });

  it('without a group joins the one that was chosen for all', () => {
    expect(judged({ role: 'vara' }, { defaultGroupId: 'g9' }).person?.membership).toEqual({
      groupId: 'g9',
      role: 'alternate',
    });
  });

  it('loses no word: unknown topics and languages go to the note behind their heading', () => {
    expect(judged({ topics: 'Statistics; Fishing', languages: 'Elvish', note: 'Hi' }).person).toMatchObject({
      topics: ['statistics'],
      languages: [],
      note: 'Hi\nLanguages: Elvish\nTopics: Fishing',
    });
  });

  it('puts organisations above the States under none', () => {
    expect(judged({ organisationType: 'IGO' }).person?.organisation).toMatchObject({
      type: 'international',
      stateCode: null,
    });
  });

  it('names the cell of a problem', () => {
    expect(judged({ state: 'Utopia' }).problems).toEqual([
      {
        row: 2,
        column: 4,
        field: 'state',
        value: 'Utopia',
        key: 'exchange.import.problem.stateUnknown',
        params: {},
        severity: 'error',
      },
    ]);
  });
});

describe('rows together', () => {
  const together = (rows: ImportRow[], earlier = noRowsYet()) => judgeRows(rows, { mapping, lookups }, earlier);

  it('keep the second of two with the same address out and name the first', () => {
    const [, second] = together([
      aRow({}, 2),
      aRow({ name: 'Ola Dahl', email: 'ola@example.org / KARI@example.org' }, 7),
    ]);
    expect(second).toMatchObject({
      row: 7,
      problems: [{ severity: 'error', key: 'exchange.import.problem.addressTwice', params: { other: 2 } }],
    });
    expect(second?.person).toBeUndefined();
  });

  it('keep the second of two out that mean the same person in the register', () => {
    const lookup = {
      ...lookups,
      persons: new Map([
        ['a@example.org', 'p1'],
        ['b@example.org', 'p1'],
      ]),
    };
    const rows = [aRow({ email: 'a@example.org' }), aRow({ name: 'Ola Dahl', email: 'b@example.org' }, 3)];
    expect(judgeRows(rows, { mapping, lookups: lookup })[1]?.person).toBeUndefined();
  });

  it('warn of the same name in the same organisation, and of two types for one organisation', () => {
    const [, second, third] = together([
      aRow(),
      aRow({ email: 'k@example.test' }, 3),
      aRow({ name: 'Ola Dahl', email: 'o@example.test', organisationType: 'police' }, 4),
    ]);
    expect(words(second!)).toEqual(['warning nameTwice']);
    expect(words(third!)).toEqual(['warning typeDiffers']);
  });

  it('remember earlier portions, and leave blank rows out', () => {
    const earlier = noRowsYet();
    together([aRow()], earlier);
    const [again] = together([{ number: 3, cells: [] }, aRow({}, 4)], earlier);
    expect(again).toMatchObject({ row: 4, problems: [{ params: { other: 2 } }] });
  });
});
