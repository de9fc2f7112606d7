import { anonymous, type Actor, type Role } from '@samrad/platform/auth';
import { canHaveActions, canRemind, canReport, canSeeNotes } from './progress.policy.js';

const of = (role: Role, stateCode: string): Actor => ({
  ...anonymous,
  accountId: role,
  personId: `p-${role}-${stateCode}`,
  roles: [role],
  stateCodes: [stateCode],
});

const cast = {
  visitor: anonymous,
  administrator: of('administrator', 'NO'),
  coordinator: of('coordinator', 'NO'),
  secretariat: of('secretariat', 'NO'),
  'contact of Finland': of('state_contact', 'FI'),
  'contact of Sweden': of('state_contact', 'SE'),
  'expert of Finland': of('expert', 'FI'),
};
type Name = keyof typeof cast;

const empty = { stateCode: null, organisationId: null, personId: null, audience: 'network' };
const lines = {
  'of Finland': { ...empty, stateCode: 'FI' },
  'of Finland, not shared': { ...empty, stateCode: 'FI', audience: 'organisers' },
  'of the expert’s organisation': { ...empty, organisationId: 'o1' },
  'of the expert': { ...empty, personId: 'p-expert-FI' },
  'of the expert, not shared': { ...empty, personId: 'p-expert-FI', audience: 'organisers' },
  'of nobody': empty,
};

const organisers: Name[] = ['administrator', 'coordinator', 'secretariat'];
const grid: Record<keyof typeof lines, Name[]> = {
  'of Finland': [...organisers, 'contact of Finland'],
  'of Finland, not shared': organisers,
  'of the expert’s organisation': [...organisers, 'expert of Finland'],
  'of the expert': [...organisers, 'expert of Finland'],
  'of the expert, not shared': organisers,
  'of nobody': organisers,
};

describe('who may report on a line', () => {
  const cells = Object.entries(grid).flatMap(([line, may]) =>
    (Object.keys(cast) as Name[]).map((name) => [name, line as keyof typeof lines, may.includes(name)] as const),
  );
  it.each(cells)('%s, %s: %s', (name, line, may) => {
    const worksAt = name === 'expert of Finland' ? ['o1'] : [];
    expect(canReport(cast[name], lines[line], worksAt)).toBe(may);
  });
});

describe('who else may what', () => {
  const verbs = { canRemind, canSeeNotes, canHaveActions };
  const inside = (Object.keys(cast) as Name[]).filter((name) => name !== 'visitor');
  const may: Record<keyof typeof verbs, Name[]> = {
    canRemind: organisers,
    canSeeNotes: inside,
    canHaveActions: inside,
  };
  const cells = Object.entries(may).flatMap(([verb, names]) =>
    (Object.keys(cast) as Name[]).map((name) => [name, verb as keyof typeof verbs, names.includes(name)] as const),
  );
  it.each(cells)('%s %s: %s', (name, verb, expected) => {
    expect(verbs[verb](cast[name])).toBe(expected);
  });
});
