import { describe, expect, it } from '@jest/globals';
import { anonymous, roles, type Role } from '@samrad/platform/auth';
import { actorWith } from '../../../../test/support/network.js';
import { canAskFor, canDecideRequests, canSeeRequests } from './request.policy.js';
import { askable, oneMonthAfter } from './request.rules.js';

it.each([
  ['2026-11-26', '2026-12-26'],
  ['2026-12-31', '2027-01-31'],
  ['2027-01-31', '2027-02-28'],
  ['2028-01-30', '2028-02-29'],
])('asked on %s, answered by %s', (asked, due) => expect(oneMonthAfter(asked)).toBe(due));

it('offers what makes sense', () => {
  expect(askable(false, [])).toEqual(['erasure', 'restriction']);
  expect(askable(true, [])).toEqual(['erasure', 'release']);
  expect(askable(true, ['erasure'])).toEqual(['release']);
});

describe('who sees and decides', () => {
  const grid: Record<Role, [boolean, boolean]> = {
    administrator: [true, true],
    coordinator: [true, true],
    secretariat: [true, false],
    state_contact: [false, false],
    expert: [false, false],
  };
  it.each(roles)('%s', (role) => {
    const actor = actorWith(role);
    expect([canSeeRequests(actor), canDecideRequests(actor)]).toEqual(grid[role]);
    expect([canAskFor(actor, actor.personId!), canAskFor(actor, 'other')]).toEqual([true, false]);
  });

  it('a visitor does nothing', () => expect(canAskFor(anonymous, 'p1')).toBe(false));
});
