import { describe, expect, it } from '@jest/globals';
import { formerly, hintsOf, pseudonymOf, withoutPerson } from './erasure.rules.js';

const known = { names: [{ givenName: 'Per', familyName: 'Ås' }], addresses: ['per.aas@example.org'] };
const pseudonym = { givenName: 'Former participant', familyName: 'NO-1' };
const anew = withoutPerson(known, pseudonym);

describe('a text without somebody', () => {
  it.each([
    ['Per Ås answered', 'Former participant NO-1 answered'],
    ['by PER ÅS', 'by Former participant NO-1'],
    ['Ås, Per (NO)', 'Former participant NO-1 (NO)'],
    ['as per', 'former participant no-1'],
    ['as per agreement', 'as per agreement'],
    ['Per Åsen and Jesper Ås', 'Per Åsen and Jesper Ås'],
    ['write to per.aas@example.org.', 'write to .'],
    ['super.aas@example.org', 'super.aas@example.org'],
    ['nobody', 'nobody'],
  ])('%s → %s', (text, expected) => expect(anew(text)).toBe(expected));

  it('leaves somebody of one word alone: the word may mean anything', () => {
    const one = withoutPerson({ names: [{ givenName: '', familyName: 'List' }], addresses: [] }, pseudonym);
    expect(one('List of members')).toBe('List of members');
  });
});

it('says which texts need to be read', () => {
  expect(hintsOf(known)).toEqual(expect.arrayContaining(['Per Ås', 'per as', 'per.aas@example.org']));
});

it('finds the names and addresses of before in the history', () => {
  const changes = [
    [{ field: 'familyName', from: 'Berg' }],
    [
      { field: 'emails', from: ['old@example.org'] },
      { field: 'givenName', from: 'P.' },
    ],
  ];
  const { names, addresses } = formerly({ givenName: 'Per', familyName: 'Ås' }, changes);
  expect(names.map(({ givenName, familyName }) => `${givenName} ${familyName}`)).toEqual([
    'Per Ås',
    'Per Berg',
    'P. Berg',
  ]);
  expect(addresses).toEqual(['old@example.org']);
});

it('keeps the State of whoever it was', () => {
  expect(pseudonymOf({ stateCode: 'NO', id: '0000-abcdef' }).familyName).toBe('NO-abcdef');
  expect(pseudonymOf({ stateCode: null, id: '0000-abcdef' }).familyName).toBe('abcdef');
});
