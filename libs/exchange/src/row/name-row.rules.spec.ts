import { describe, expect, it } from '@jest/globals';
import type { ImportField } from './import-columns.rules.js';
import { joinName, type NameManner, splitName } from './import-names.rules.js';
import { likelyManner } from './name-row.rules.js';

describe('a name', () => {
  const manners: [NameManner, { givenName: string; familyName: string; oddities: string[] }][] = [
    ['keep', { givenName: 'Dr. JP', familyName: 'VAN DER BERG', oddities: [] }],
    ['untitled', { givenName: 'JP', familyName: 'VAN DER BERG', oddities: ['titleDropped'] }],
    ['ordinary', { givenName: 'Jp', familyName: 'van der Berg', oddities: ['titleDropped', 'capitals'] }],
  ];

  it.each(manners)('is taken as was chosen: %s', (manner, expected) => {
    expect(joinName('Dr. JP', 'VAN DER BERG', manner)).toEqual(expected);
    expect(splitName('VAN DER BERG, Dr. JP', manner)).toEqual(expected);
  });
});

const two: ImportField[] = ['givenName', 'familyName', 'email'];
const ours: ImportField[] = [
  ...(['familyName', 'givenName', 'email', 'organisation', 'organisationNumber', 'organisationType'] as const),
];
const nine = Array.from({ length: 9 }, () => ['Jan', 'NOWAK', '']);

const lists: [string, NameManner, { columns: ImportField[]; rows: string[][]; isSheet?: boolean }][] = [
  [
    'some names in capitals',
    'untitled',
    {
      columns: two,
      rows: [
        ['JP', 'Hansen'],
        ['Anne', 'NG'],
        ['Jan', 'Berg'],
      ],
    },
  ],
  ['a column in capitals', 'ordinary', { columns: two, rows: [...nine, ['Anna', 'de Vries', '']] }],
  ['a column partly in capitals', 'untitled', { columns: two, rows: [...nine.slice(1), ['Anna', 'de Vries', '']] }],
  [
    'all in capitals',
    'ordinary',
    {
      columns: two,
      rows: [
        ['JAN', 'NOWAK'],
        ['', ''],
      ],
    },
  ],
  ['full names with family names in capitals', 'ordinary', { columns: ['name'], rows: [['NOWAK Jan'], ['Li BERG']] }],
  ['letters without capitals', 'untitled', { columns: two, rows: [['გიორგი', 'ბერიძე']] }],
  ['a file of ours', 'keep', { columns: ours, rows: [['NG', 'JP', 'a@example.org']] }],
  ['records of a program', 'keep', { columns: two, rows: [['JP', 'NG']], isSheet: false }],
];

it.each(lists)('%s: %s', (_, manner, { columns, rows, isSheet = true }) => {
  expect(likelyManner(columns, rows, { isSheet })).toBe(manner);
});
