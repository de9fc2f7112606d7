import { anonymous, roles, type Role } from '@samrad/platform/auth';
import { actorWith } from '../../../../test/support/network.js';
import { canDecideApplications, canSeeApplications } from '../application/application.policy.js';
import { canInviteToGroups } from '../group-invitation/group-invitation.policy.js';
import { canRenew, canSeeCoverage, canSeeTerms, ofOwnStates } from '../term/term.policy.js';
import {
  canDecideNominations,
  canNominate,
  canNominateFor,
  canSeeNominations,
  visibleTo,
} from './nomination.policy.js';
import sql from 'sql-template-tag';

const organises: Record<Role, boolean> = {
  ...{ administrator: true, coordinator: true, secretariat: true, state_contact: false, expert: false },
};

describe.each(roles)('%s', (role) => {
  const actor = actorWith(role, { stateCodes: ['SE'] });
  const isContact = role === 'state_contact';

  it('decides and invites as an organiser only', () => {
    const rights = [canSeeApplications, canDecideApplications, canInviteToGroups, canDecideNominations, canRenew];
    expect(rights.map((may) => may(actor))).toEqual(rights.map(() => organises[role]));
  });

  it('sees nominations, terms and coverage as an organiser or a contact', () => {
    const rights = [canSeeNominations, canSeeTerms, canSeeCoverage];
    expect(rights.map((may) => may(actor))).toEqual(rights.map(() => organises[role] || isContact));
  });

  it('nominates as a contact, for the own State', () => {
    expect([canNominate(actor), canNominateFor(actor, 'SE'), canNominateFor(actor, 'FI')]).toEqual([
      isContact,
      isContact,
      false,
    ]);
  });

  it('sees rows of all States, of the own one, or none', () => {
    const expected = organises[role] ? '1 = 1' : isContact ? 'n.state_code IN (?)' : '1 = 0';
    expect(visibleTo(actor).sql).toBe(expected);
    expect(ofOwnStates(actor, sql`n.state_code`).sql).toBe(expected);
  });
});

it('a contact who stands for no State today sees nothing, like a visitor', () => {
  expect(visibleTo(actorWith('state_contact')).sql).toBe('1 = 0');
  expect(visibleTo(anonymous).sql).toBe('1 = 0');
});
