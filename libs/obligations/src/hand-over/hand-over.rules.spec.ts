import { type Candidate, proposalFor } from './hand-over.rules.js';

/** `ann member 2026` */
const candidate = (text: string): Candidate => {
  const [personId, role, from] = text.split(' ') as [string, string, string?];
  return { personId, role, validFrom: from ? `${from}-01-01` : null, sortName: personId };
};

describe('who is proposed to take over', () => {
  it.each([
    ['the member of the same group and State', 'ann member 2024', '', '', 'ann', 'successor'],
    ['a member before an alternate', 'alf alternate 2026,ann member 2020', '', '', 'ann', 'successor'],
    ['of two members the one who came last', 'ann member 2020,bo member 2026', '', '', 'bo', 'successor'],
    ['one with a beginning before one without', 'ann member,bo member 2001', '', '', 'bo', 'successor'],
    ['by name when all is the same', 'bo member 2020,ann member 2020', '', '', 'ann', 'successor'],
    ['nobody who is asked already', 'ann member 2026,bo member 2020', '', 'ann', 'bo', 'successor'],
    ['the State’s contact when the group has nobody', '', 'cia', '', 'cia', 'contact'],
    ['the next contact when the first is asked already', '', 'cia,dag', 'cia', 'dag', 'contact'],
    ['a role that is not known last', 'eva guest 2026,ann observer 2001', '', '', 'ann', 'successor'],
  ])('%s', (...[, members, contacts, taken, personId, as]) => {
    const of = (text: string) => text.split(',').filter(Boolean);
    const known = { candidates: of(members).map(candidate), contacts: of(contacts) };
    expect(proposalFor(known, new Set(of(taken)))).toEqual({ personId, as });
  });

  it('is nobody when nobody is known', () => {
    expect(proposalFor({ candidates: [candidate('ann member')], contacts: ['ann'] }, new Set(['ann']))).toBeNull();
  });
});
