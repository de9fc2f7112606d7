import { anonymous, roles, type Actor } from '@samrad/platform/auth';
import { canManageAccounts, hasOwnAccount } from './account.policy.js';

const actorAs = (role: (typeof roles)[number]): Actor => ({ ...anonymous, accountId: 'a', roles: [role] });

const mayManage = { administrator: true, coordinator: false, secretariat: false, state_contact: false, expert: false };

it.each(roles)('%s: manages accounts only as administrator, and always has their own', (role) => {
  expect(canManageAccounts(actorAs(role))).toBe(mayManage[role]);
  expect(hasOwnAccount(actorAs(role))).toBe(true);
});

it('a visitor may neither', () => {
  expect([canManageAccounts(anonymous), hasOwnAccount(anonymous)]).toEqual([false, false]);
});
