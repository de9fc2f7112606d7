import { anonymous, roles, type Actor, type Role } from '@samrad/platform/auth';
import { canDecide, decidableBy, mayDecide } from './substitute.policy.js';

const actor = (role: Role, stateCodes: string[] = []): Actor => ({ ...anonymous, roles: [role], stateCodes });
const another = { principalId: 'somebody else' };
const organisers = ['administrator', 'coordinator', 'secretariat'];

it.each(roles)('%s decides about substitutes as the role says', (role) => {
  const decides = organisers.includes(role);
  expect(canDecide(actor(role), { ...another, stateCode: 'SE' })).toBe(decides);
  expect(canDecide(actor(role, ['SE']), { ...another, stateCode: 'SE' })).toBe(decides || role === 'state_contact');
  expect(canDecide(actor(role, ['SE']), { ...another, stateCode: 'FI' })).toBe(decides);
  expect(canDecide(actor(role, ['SE']), { ...another, stateCode: null })).toBe(decides);
  expect(mayDecide(actor(role))).toBe(decides || role === 'state_contact');
});

it('is not decided by the contact whose own substitute it is', () => {
  const contact = { ...actor('state_contact', ['SE']), personId: 'aino' };
  expect(canDecide(contact, { stateCode: 'SE', principalId: 'aino' })).toBe(false);
  expect(canDecide({ ...actor('secretariat'), personId: 'aino' }, { stateCode: 'SE', principalId: 'aino' })).toBe(true);
});

it('shows a contact the proposals of their States, and others none', () => {
  expect(decidableBy(actor('secretariat')).sql).toBe('1 = 1');
  expect(decidableBy(actor('state_contact', ['SE', 'FI'])).values).toEqual(['SE', 'FI', null]);
  for (const nobody of [anonymous, actor('expert', ['SE']), actor('state_contact')]) {
    expect(decidableBy(nobody).sql).toBe('1 = 0');
  }
});
