import { describe, expect, it } from '@jest/globals';
import {
  circleOf,
  eachOnce,
  meantBy,
  noRule,
  ruleOrNone,
  statesMeant,
  type Composition,
  type RecipientStates,
} from './composition.rules.js';

const group = (id: string, parts: string[], groups: string[] = []): [string, Composition] => [
  id,
  { id, code: id.toUpperCase(), parts, rule: ruleOrNone({ ...noRule, groups }) },
];

describe('groups within groups', () => {
  it.each([
    ['nothing within', [group('a', [])], null],
    ['itself', [group('a', ['a'])], ['A', 'A']],
    ['a part of a part', [group('a', ['b']), group('b', ['c']), group('c', ['a'])], ['A', 'B', 'C', 'A']],
    ['a rule about a group', [group('a', [], ['b']), group('b', ['a'])], ['A', 'B', 'A']],
    ['the same group by two ways', [group('a', ['b', 'c']), group('b', ['d']), group('c', ['d'])], null],
    ['a circle that it is not in', [group('a', ['b']), group('b', ['c']), group('c', ['b'])], null],
  ])('names the circle: %s', (_, all, circle) => {
    expect(circleOf('a', new Map(all))).toEqual(circle);
  });

  it('counts a person once, with the part that weighs most', () => {
    const members = [
      { personId: 'kari', role: 'observer' },
      { personId: 'ola', role: 'member' },
      { personId: 'kari', role: 'chair' },
    ];
    expect(eachOnce(members)).toEqual([
      { personId: 'kari', role: 'chair' },
      { personId: 'ola', role: 'member' },
    ]);
  });
});

describe('a rule', () => {
  it('that asks nothing is none', () => {
    expect(ruleOrNone(noRule)).toBeNull();
    expect(ruleOrNone({ ...noRule, functionWords: 'return' })).not.toBeNull();
  });

  it('means States by name and by set', () => {
    const taking = [
      { stateCode: 'NO', kind: 'observer' },
      { stateCode: 'SE', kind: 'member' },
    ];
    expect(statesMeant(noRule, taking)).toBeNull();
    expect(statesMeant({ ...noRule, states: ['DE'], stateSets: ['observer'] }, taking)).toEqual(['DE', 'NO']);
    expect(statesMeant({ ...noRule, stateSets: ['nordic'] }, [])).toEqual(['DK', 'FI', 'IS', 'NO', 'SE']);
  });
});

describe('named recipients', () => {
  const members = [
    { personId: 'kari', role: 'chair', stateCode: 'NO' },
    { personId: 'maria', role: 'alternate', stateCode: 'SE' },
    { personId: 'nora', role: 'alternate', stateCode: 'NO' },
    { personId: 'iom', role: 'observer', stateCode: null },
  ];
  it.each<{ roles: string[]; states: RecipientStates; expected: string[] }>([
    { roles: ['chair'], states: 'all', expected: ['kari'] },
    { roles: [], states: 'all', expected: ['kari', 'maria', 'nora', 'iom'] },
    { roles: ['alternate'], states: 'without_member', expected: ['maria'] },
    { roles: ['alternate'], states: 'without_answer', expected: ['nora'] },
  ])('with the roles $roles of States ($states) are $expected', ({ expected, ...name }) => {
    expect(meantBy(name, members, ['NO']).map(({ personId }) => personId)).toEqual(expected);
  });
});
