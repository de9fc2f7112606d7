import { describe, expect, it } from '@jest/globals';
import { anonymous, roles, type Actor, type Role } from '@samrad/platform/auth';
import {
  canManageOrganisations,
  canSeeOrganisationNote,
  canSeeOrganisations,
} from '../organisation/organisation.policy.js';
import { canManageGroups, canSeeGroupDetails, canSeeGroups } from './group.policy.js';

const as = (role: Role, more: Partial<Actor> = {}): Actor => ({ ...anonymous, accountId: 'a', roles: [role], ...more });
const organises: Record<Role, boolean> = {
  administrator: true,
  coordinator: true,
  secretariat: true,
  state_contact: false,
  expert: false,
};

describe('groups and organisations', () => {
  it.each(roles.map((role) => [role] as const))('%s', (role) => {
    const actor = as(role);
    expect([canSeeGroups(actor), canSeeOrganisations(actor)]).toEqual([true, true]);
    const rights = [canManageGroups(actor), canManageOrganisations(actor), canSeeOrganisationNote(actor)];
    expect(rights).toEqual([organises[role], organises[role], organises[role]]);
    expect(canSeeGroupDetails(actor, 'g')).toBe(organises[role]);
  });

  it('tells members which States their group lacks', () => {
    expect(canSeeGroupDetails(as('expert', { groupIds: ['g'] }), 'g')).toBe(true);
  });

  it('are nothing for a public visitor', () => {
    expect([canSeeGroups(anonymous), canSeeOrganisations(anonymous), canManageGroups(anonymous)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
