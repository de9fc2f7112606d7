import { columnOf, judge, type ImportRow, type ImportWorld } from './action-import.rules.js';

const world: ImportWorld = {
  today: '2026-11-26',
  states: new Map([
    ['fi', 'FI'],
    ['finland', 'FI'],
    ['no', 'NO'],
    ['norge', 'NO'],
    ['ch', 'CH'],
  ]),
  takingPart: new Set(['FI', 'NO']),
  known: new Set(['send figures 2027-01-31']),
};
const row = (more: Partial<ImportRow> = {}): ImportRow => ({
  ...{ number: 2, title: 'Count returns', dueOn: '31.1.2027', states: 'FI', priority: '', description: '' },
  ...more,
});
const faults = (...rows: ImportRow[]) =>
  judge(rows, world).faults.map(({ row: at, column, reason, part }) =>
    [at, column, reason, part].filter((x) => x !== undefined),
  );

describe('a row of a list of actions', () => {
  it('is taken as it reads', () => {
    const [action] = judge([row({ states: 'Norge; fi', priority: 'Høy', description: ' As agreed ' })], world).ready;
    expect(action).toEqual({
      ...{ row: 2, title: 'Count returns', dueOn: '2027-01-31', stateCodes: ['FI', 'NO'] },
      ...{ priority: 'high', description: 'As agreed' },
    });
  });
  it('asks all States when it says so', () =>
    expect(judge([row({ states: 'Alle stater', dueOn: '' })], world).ready[0]).toMatchObject({
      stateCodes: null,
      dueOn: null,
    }));

  it.each<[string, Partial<ImportRow>, (string | number)[][]]>([
    ['an unknown State', { states: 'FI, Atlantis' }, [[2, 'states', 'unknownState', 'Atlantis']]],
    ['a State that takes no part', { states: 'CH' }, [[2, 'states', 'takesNoPart', 'CH']]],
    ['no State', { states: ' ; ' }, [[2, 'states', 'missing']]],
    ['a day that does not exist', { dueOn: '31.02.2027' }, [[2, 'dueOn', 'noDay']]],
    ['a day that cannot be told', { dueOn: '03/04/2027' }, [[2, 'dueOn', 'noDay']]],
    ['a day that has passed', { dueOn: '2026-11-25' }, [[2, 'dueOn', 'past']]],
    ['no title', { title: '\u200b' }, [[2, 'title', 'missing']]],
    ['a title without end', { title: 'x'.repeat(201) }, [[2, 'title', 'tooLong']]],
    ['a strange priority', { priority: 'urgent!' }, [[2, 'priority', 'priority']]],
    ['what is there already', { title: 'Send figures' }, [[2, 'title', 'known']]],
    [
      'several faults',
      { title: '', dueOn: 'soon' },
      [
        [2, 'title', 'missing'],
        [2, 'dueOn', 'noDay'],
      ],
    ],
  ])('is refused with row, column and reason: %s', (_, more, expected) => expect(faults(row(more))).toEqual(expected));

  it('is taken once when it stands twice', () =>
    expect(faults(row(), row({ number: 3 }))).toEqual([[3, 'title', 'twice']]));
});

it.each([
  ['Frist', 'dueOn'],
  ['What is to be done', 'title'],
  ['Hva som skal gjøres', 'title'],
  ['Statar', 'states'],
  ['Colour', null],
])('knows the heading %s', (heading, column) => expect(columnOf(heading)).toBe(column));
