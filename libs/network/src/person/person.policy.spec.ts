import { describe, expect, it } from '@jest/globals';
import { anonymous, roles, type Actor, type Role } from '@samrad/platform/auth';
import { canManageNetwork, canSeeDetails, canSeeNetwork, findableBy, visibleTo } from './person.policy.js';

const as = (role: Role, more: Partial<Actor> = {}): Actor => ({ ...anonymous, accountId: 'a', roles: [role], ...more });
const today = '2026-11-23';

describe('who may see and change persons', () => {
  const grid: Record<Role, { see: boolean; details: boolean; manage: boolean }> = {
    administrator: { see: true, details: true, manage: true },
    coordinator: { see: true, details: true, manage: true },
    secretariat: { see: true, details: true, manage: true },
    state_contact: { see: true, details: false, manage: false },
    expert: { see: true, details: false, manage: false },
  };

  it.each(roles.map((role) => [role] as const))('%s', (role) => {
    const actor = as(role);
    expect(canSeeNetwork(actor)).toBe(grid[role].see);
    expect(canSeeDetails(actor)).toBe(grid[role].details);
    expect(canManageNetwork(actor)).toBe(grid[role].manage);
  });

  it('shows nothing to a public visitor', () => {
    expect(canSeeNetwork(anonymous)).toBe(false);
    expect(visibleTo(anonymous, today).sql).toBe('1 = 0');
    expect(findableBy(anonymous, today)).toBeNull();
  });

  it('shows everybody to an organiser', () => {
    expect(visibleTo(as('secretariat'), today).sql).toBe('1 = 1');
  });

  it.each(['state_contact', 'expert'] as const)('shows a %s the persons of the own States and groups', (role) => {
    const condition = visibleTo(as(role, { personId: 'me', stateCodes: ['FI'], groupIds: ['g1', 'g2'] }), today);
    expect(condition.values.slice(0, 6)).toEqual(['me', 'FI', 'g1', 'g2', today, today]);
    expect(condition.sql).toContain('p.restricted_at IS NULL');
  });

  it('shows somebody without State and group only themselves', () => {
    const condition = visibleTo(as('expert', { personId: 'me' }), today);
    expect(condition.values).toEqual(['me', today]);
  });
});
