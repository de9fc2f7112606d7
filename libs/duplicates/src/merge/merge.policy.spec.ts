import { expect, it } from '@jest/globals';
import { anonymous, roles } from '@samrad/platform/auth';
import { canMerge, canSeeDuplicates, canUndoMerge } from './merge.policy.js';

const organisers = ['administrator', 'coordinator', 'secretariat'];

it.each(roles)('lets %s see, merge and undo only as an organiser', (role) => {
  const actor = { ...anonymous, accountId: 'a', personId: 'p', roles: [role] };
  const may = organisers.includes(role);
  expect([canSeeDuplicates(actor), canMerge(actor), canUndoMerge(actor)]).toEqual([may, may, may]);
});

it('lets nobody in who is not signed in', () => {
  expect([canSeeDuplicates(anonymous), canMerge(anonymous), canUndoMerge(anonymous)]).toEqual([false, false, false]);
});
