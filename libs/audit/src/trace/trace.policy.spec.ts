import { anonymous, roles, type Role } from '@samrad/platform/auth';
import { actorWith } from '../../../../test/support/network.js';
import { canSeeTraces } from './trace.policy.js';

const maySee: Record<Role, boolean> = {
  administrator: true,
  coordinator: false,
  secretariat: false,
  state_contact: false,
  expert: false,
};

it.each(roles)('%s: reads the log of readings and exports', (role) =>
  expect(canSeeTraces(actorWith(role))).toBe(maySee[role]),
);

it('visitors do not', () => expect(canSeeTraces(anonymous)).toBe(false));
