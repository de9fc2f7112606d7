import { anonymous, roles, system, type Actor } from '@samrad/platform/auth';
import { canSeeNeeds } from './need.policy.js';

const actor = (role: (typeof roles)[number], personId = 'somebody'): Actor => ({
  ...anonymous,
  personId,
  roles: [role],
});

describe('what people need', () => {
  it.each([...roles])('is seen by the secretariat only: %s', (role) => {
    expect(canSeeNeeds(actor(role), { secretaryId: null })).toBe(role === 'secretariat');
  });

  it('is seen by the meeting’s own secretary', () => {
    expect(canSeeNeeds(actor('expert', 'secretary'), { secretaryId: 'secretary' })).toBe(true);
    expect(canSeeNeeds({ ...system, roles: [], personId: null }, { secretaryId: null })).toBe(false);
  });
});
