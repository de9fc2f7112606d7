import { inOrder, roleChange } from './account.rules.js';

it('keeps roles in one order, each once', () => {
  expect(inOrder(['expert', 'coordinator', 'expert'])).toEqual(['coordinator', 'expert']);
});

it('tells what an account gains and loses', () => {
  expect(roleChange(['expert', 'secretariat'], ['expert', 'administrator'])).toEqual({
    granted: ['administrator'],
    revoked: ['secretariat'],
  });
});
