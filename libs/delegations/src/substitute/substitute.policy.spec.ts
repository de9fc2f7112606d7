import { anonymous, roles, type Actor, type Role } from '@samrad/platform/auth';
import { canDecide, decidableBy, mayDecide } from './substitute.policy.js';

const actor = (role: Role, stateCodes: string[] = []): Actor => ({ ...anonymous, roles: [role], stateCodes });
const organisers = ['administrator', 'coordinator', 'secretariat'];

it.each(roles)('%s decides about substitutes as the role says', (role) => {
  const decides = organisers.includes(role);
  expect(canDecide(actor(role), { stateCode: 'SE' })).toBe(decides);
  expect(canDecide(actor(role, ['SE']), { stateCode: 'SE' })).toBe(decides || role === 'state_contact');
  expect(canDecide(actor(role, ['SE']), { stateCode: 'FI' })).toBe(decides);
  expect(canDecide(actor(role, ['SE']), { stateCode: null })).toBe(decides);
  expect(mayDecide(actor(role))).toBe(decides || role === 'state_contact');
});

it('shows a contact the proposals of their States, and others none', () => {
  expect(decidableBy(actor('secretariat')).sql).toBe('1 = 1');
  expect(decidableBy(actor('state_contact', ['SE', 'FI'])).values).toEqual(['SE', 'FI']);
  for (const nobody of [anonymous, actor('expert', ['SE']), actor('state_contact')]) {
    expect(decidableBy(nobody).sql).toBe('1 = 0');
  }
});
