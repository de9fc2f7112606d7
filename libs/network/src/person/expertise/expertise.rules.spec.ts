import { expect, it } from '@jest/globals';
import { countryName, countryOptions, isCountryCode } from './countries.js';
import { asOrdered, isConfirmed, statedBy } from './expertise.rules.js';

it.each([
  [undefined, false, 'coordinator'],
  [undefined, true, 'person'],
  ['coordinator', false, 'coordinator'],
  ['coordinator', true, 'person'],
  ['person', false, 'person'],
] as const)('was %s, saved by themselves: %s → stated by %s', (before, isOwn, after) => {
  expect(statedBy(before, isOwn)).toBe(after);
});

it('names countries in the reader’s language, in the order of its alphabet', () => {
  expect(['nb', 'nn', 'en'].map((lang) => countryName('AT', lang as 'nb'))).toEqual([
    'Østerrike',
    'Austerrike',
    'Austria',
  ]);
  const labels = countryOptions('nb').map(({ label }) => label);
  expect(labels.indexOf('Østerrike')).toBeGreaterThan(labels.indexOf('Zimbabwe'));
  expect(countryOptions('en')).toHaveLength(250);
});

it.each([
  ['SO', true],
  ['XK', true],
  ['EU', false],
  ['so', false],
])('%s is a country of origin: %s', (code, isOne) => {
  expect(isCountryCode(code)).toBe(isOne);
});

it.each([
  [undefined, 'by themselves', false],
  [undefined, 'by an organiser', true],
  [false, 'by themselves', false],
  [false, 'by an organiser', false],
  [false, 'by an organiser who confirms', true],
  [false, 'by themselves, with a confirmation', false],
  [true, 'by themselves', true],
  [true, 'by an organiser', true],
] as const)('was confirmed: %s, saved %s → gives rights by rules: %s', (before, saved, after) => {
  const by = { isOwn: saved.startsWith('by themselves'), isConfirming: saved.includes('confirm') };
  expect(isConfirmed(before, by)).toBe(after);
});

it('takes the same choices in another order for no change, and tells others', () => {
  const before = { topics: ['law', 'detention'], languages: ['nb', 'en'], methods: [], countries: ['SO'] };
  const after = asOrdered(before, { topics: ['detention', 'law'], languages: ['en'], note: 'New' });
  expect(after).toEqual({ topics: ['law', 'detention'], languages: ['en'], note: 'New' });
});
