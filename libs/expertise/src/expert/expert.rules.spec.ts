import { expect, it } from '@jest/globals';
import { mostFrequent, whyFound } from './expert.rules.js';

const facts = [
  { personId: 'a', kind: 'topic', code: 'statistics', statedBy: 'person' },
  { personId: 'a', kind: 'country', code: 'SO', statedBy: 'coordinator' },
  { personId: 'b', kind: 'topic', code: 'statistics', statedBy: 'coordinator' },
] as const;
const past = [
  { personId: 'b', topicCode: 'statistics', meetingId: 'm2', meeting: 'REG 2', title: 'Figures', heldOn: '2026-02-01' },
  { personId: 'b', topicCode: 'statistics', meetingId: 'm1', meeting: 'REG 1', title: 'Figures', heldOn: '2026-01-01' },
];

it('says for each filter who stated it, and beside it the newest time they presented', () => {
  const asked = { topic: ['statistics'], country: ['SO'] };
  expect(whyFound(asked, 'a', { facts, past })).toEqual([
    { filter: 'topic', value: 'statistics', sure: 'person' },
    { filter: 'country', value: 'SO', sure: 'coordinator' },
  ]);
  expect(whyFound({ topic: ['statistics'] }, 'b', { facts, past })).toEqual([
    { filter: 'topic', value: 'statistics', sure: 'coordinator' },
    {
      ...{ filter: 'topic', value: 'statistics', sure: 'presented' },
      meeting: { id: 'm2', name: 'REG 2', title: 'Figures', heldOn: '2026-02-01' },
    },
  ]);
});

it('has no reason to give when no expertise was asked for', () => {
  expect(whyFound({}, 'a', { facts, past })).toEqual([]);
});

it('puts the most frequent choice first, then goes by name', () => {
  const counts = new Map([
    ['x', 1],
    ['y', 3],
    ['z', 1],
  ]);
  const names = new Map([
    ['x', 'Zulu'],
    ['z', 'Alpha'],
  ]);
  expect(mostFrequent(counts, names).map(({ value }) => value)).toEqual(['y', 'z', 'x']);
});
