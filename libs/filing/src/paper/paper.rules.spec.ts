import { standingOf } from './paper.rules.js';

const said = { presence: null, answer: 'accepted' };
const silent = { presence: null, answer: 'pending' };

describe('who is on the list of participants', () => {
  it.each([
    { who: 'said yes, before anybody noted who was there', person: said, isNoted: false, standing: 'here' },
    { who: 'has not answered', person: silent, isNoted: false, standing: 'away' },
    { who: 'was there without an answer', person: { ...silent, presence: 'online' }, isNoted: true, standing: 'here' },
    { who: 'said yes and was not noted', person: said, isNoted: true, standing: 'away' },
    { who: 'said yes and was absent', person: { ...said, presence: 'absent' }, isNoted: true, standing: 'away' },
  ])('who $who is $standing', ({ person, isNoted, standing }) => {
    expect(standingOf(person, isNoted)).toBe(standing);
  });
});
