import { actorWith } from '../../../../test/support/network.js';
import { anonymous, roles, system, type Role } from './actor.js';
import { isRestricted, audiences, type Audience } from './audience.js';
import { canExport, canImport } from './rights.js';

const grid: Record<Role, [boolean, boolean]> = {
  administrator: [true, true],
  coordinator: [true, true],
  secretariat: [false, false],
  state_contact: [false, false],
  expert: [false, false],
};

it.each(roles)('%s: takes out, brings in', (role) => {
  const actor = actorWith(role);
  expect([canExport(actor), canImport(actor)]).toEqual(grid[role]);
});

it('visitors do neither, the command line both', () => {
  expect([canExport(anonymous), canImport(anonymous)]).toEqual([false, false]);
  expect([canExport(system), canImport(system)]).toEqual([true, true]);
});

const noted: Record<Audience, boolean> = {
  organisers: true,
  ncps: true,
  states: true,
  group: true,
  network: false,
  public: false,
};

it.each(audiences)('reading what is for “%s”', (audience) => expect(isRestricted(audience)).toBe(noted[audience]));
