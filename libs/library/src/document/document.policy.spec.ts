import { anonymous, audiencesOf, type Actor, type Role } from '@samrad/platform/auth';
import { canManageDocuments, visibleTo } from './document.policy.js';

const someone = (...roles: Role[]): Actor => ({ ...anonymous, accountId: 'a', personId: 'p', roles });

describe('who may do what with documents', () => {
  it.each<[string, Actor, boolean]>([
    ['a visitor', anonymous, false],
    ['an expert', someone('expert'), false],
    ['a State contact', someone('state_contact'), false],
    ['the secretariat', someone('secretariat'), true],
    ['a coordinator', someone('coordinator'), true],
    ['an administrator', someone('administrator'), true],
  ])('%s', (_, actor, may) => {
    expect(canManageDocuments(actor)).toBe(may);
  });

  it('shows visitors the public ones, people inside also those of the network', () => {
    expect(audiencesOf(anonymous)).toEqual(['public']);
    expect(audiencesOf(someone('expert'))).toEqual(['network', 'public']);
    expect(audiencesOf({ ...someone('expert'), circles: ['states'] })).toEqual(['states', 'network', 'public']);
    expect(audiencesOf(someone('state_contact'))).toEqual(['ncps', 'states', 'network', 'public']);
  });

  it('asks for the group of a reader only with the audience group', () => {
    const condition = visibleTo({ ...someone('expert'), groupIds: ['g1'] });
    expect(condition.sql).toContain("d.audience = 'group' AND d.group_id IN (?)");
    expect(condition.values).toEqual(['network', 'public', 'g1']);
  });
});
