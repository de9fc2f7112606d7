import { isOrganiser, signedIn } from '@samrad/platform/auth';
import { actorBehind } from './state-page.policy.js';

const holder = {
  ...{ personId: 'p', name: 'Maria Lindqvist', address: 'maria@se.example.org', stateCode: 'SE', speaks: false },
  ...{ groupIds: ['g'], circles: ['states' as const], bodies: [] },
};

it('acts for one State by a link, as its contact only when it speaks for the State, and never as an organiser', () => {
  const [deputy, contact] = [actorBehind(holder), actorBehind({ ...holder, speaks: true })];
  expect(deputy).toMatchObject({ personId: 'p', stateCodes: ['SE'], groupIds: ['g'], roles: [] });
  expect(contact.roles).toEqual(['state_contact']);
  expect([deputy, contact].map(isOrganiser)).toEqual([false, false]);
  expect(signedIn(deputy)).toBe(true);
});
