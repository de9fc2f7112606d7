import { answeredOf, byState, countsOf } from './participant.rules.js';

const person = (stateCode: string | null, status: 'accepted' | 'declined' | 'needs_action' | 'tentative') => ({
  stateCode,
  status,
  mode: null,
  role: 'required' as const,
});

describe('the board', () => {
  it('counts answers as people read them', () => {
    const people = [
      { status: 'accepted', mode: 'online' },
      { status: 'accepted', mode: null },
      { status: 'tentative', mode: null },
      { status: 'delegated', mode: null },
      { status: 'needs_action', mode: null },
    ] as const;
    expect(people.map(answeredOf)).toEqual(['online', 'yes', 'maybe', 'no', 'none']);
    expect(countsOf(people)).toEqual({ yes: 1, online: 1, maybe: 1, no: 1, none: 1, total: 5 });
  });

  it('says which State has nobody', () => {
    const lines = byState([
      person('SE', 'declined'),
      person('SE', 'declined'),
      person('NO', 'accepted'),
      person(null, 'declined'),
    ]);
    expect(lines.map(({ code, invited, isAbsent }) => [code, invited, isAbsent])).toEqual([
      ['NO', 1, false],
      ['SE', 2, true],
      [null, 1, false],
    ]);
  });
});
