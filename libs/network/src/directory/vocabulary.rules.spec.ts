import { expect, it } from '@jest/globals';
import { namedBy, type Entry } from './vocabulary.rules.js';

const entries: Entry[] = [
  { kind: 'topic', code: 'reintegration', words: ['reintegration', 'reintegrering'] },
  { kind: 'topic', code: 'law', words: ['law', 'rett'] },
  { kind: 'country', code: 'SO', words: ['somalia'] },
  { kind: 'language', code: 'so', words: ['somali'] },
];

it.each([
  ['Reintegr', [{ word: 'reintegr', codes: { topic: ['reintegration'] } }]],
  ['REINTEGRERING', [{ word: 'reintegrering', codes: { topic: ['reintegration'] } }]],
  ['somali', [{ word: 'somali', codes: { country: ['SO'], language: ['so'] } }]],
  [
    'law la',
    [
      { word: 'law', codes: { topic: ['law'] } },
      { word: 'la', codes: {} },
    ],
  ],
  ['so', [{ word: 'so', codes: {} }]],
  ['Kari, Kari!', [{ word: 'kari', codes: {} }]],
  ['  ', []],
])('“%s” names what its words are or begin', (q, named) => {
  expect(namedBy(q, entries)).toEqual(named);
});
