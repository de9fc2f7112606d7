import { anonymous, roles, type Actor, type Role } from '@samrad/platform/auth';
import { canAnswer, canInvite, canSeeAddresses, canSeeParticipants, visibleTo } from './invitation.policy.js';

const somebody = (role: Role): Actor => ({ ...anonymous, accountId: 'a', personId: 'me', roles: [role] });
const grid: [Role, boolean][] = roles.map((role) => [role, !['state_contact', 'expert'].includes(role)]);

describe('who may do what with invitations', () => {
  it.each(grid)('%s invites, reminds and sees addresses: %s', (role, allowed) => {
    expect([canInvite(somebody(role)), canSeeAddresses(somebody(role))]).toEqual([allowed, allowed]);
  });

  it.each(grid)('%s answers for others: %s; for oneself always', (role, allowed) => {
    expect(canAnswer(somebody(role), { personId: 'you' })).toBe(allowed);
    expect(canAnswer(somebody(role), { personId: 'me' })).toBe(true);
  });

  it.each(grid)('%s sees who takes part in any meeting: %s; in one’s own always', (role, allowed) => {
    expect(canSeeParticipants(somebody(role), { isInvited: 0 })).toBe(allowed);
    expect(canSeeParticipants(somebody(role), { isInvited: 1 })).toBe(true);
  });

  it('gives a visitor nothing', () => {
    expect(canInvite(anonymous)).toBe(false);
    expect(canAnswer(anonymous, { personId: 'me' })).toBe(false);
    expect(canSeeParticipants(anonymous, { isInvited: 0 })).toBe(false);
    expect(visibleTo(anonymous).sql).toBe('1 = 0');
  });

  it.each(grid)('%s finds every invitation: %s', (role, allowed) => {
    expect(visibleTo(somebody(role)).sql === '1 = 1').toBe(allowed);
  });
});
