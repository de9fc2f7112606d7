import { describe, expect, it } from '@jest/globals';
import { faultOf, next, presentOf, proposalFields, type ProposalField, type Standing } from './proposal.rules.js';

const now: Standing = {
  stateCode: 'NO',
  places: [{ organisationId: 'udi', organisation: 'UDI', function: 'Adviser' }],
  groups: [{ groupId: 'g1', code: 'REG' }],
};
const nothing: Standing = { stateCode: null, places: [], groups: [] };

describe('a proposal', () => {
  const grid: [ProposalField, string, string | null][] = [
    ['state', 'NO', 'same'],
    ['state', 'SE', null],
    ['organisation', 'udi', 'same'],
    ['organisation', 'imdi', null],
    ['function', ' adviser', 'same'],
    ['function', 'Head of unit', null],
    ['group', 'g1', 'same'],
    ['group', 'g2', null],
    ['other', 'I left REG in May', null],
  ];
  it.each(grid)('%s → %s: %s', (field, value, fault) => expect(faultOf({ field, value }, now)).toBe(fault));

  it('of a function needs a place of work', () =>
    expect(faultOf({ field: 'function', value: 'Adviser' }, nothing)).toBe('noPlace'));

  it('stands beside what the register says today', () => {
    expect(proposalFields.map((field) => presentOf(field, now))).toEqual(['NO', 'UDI', 'Adviser', 'REG', '']);
    expect(proposalFields.map((field) => presentOf(field, nothing))).toEqual(['', '', '', '', '']);
  });

  it('is decided or withdrawn once', () => {
    expect(next.waiting).toEqual(['accepted', 'declined', 'withdrawn']);
    expect([next.accepted, next.declined, next.withdrawn]).toEqual([[], [], []]);
  });
});
