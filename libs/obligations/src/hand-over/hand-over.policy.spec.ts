import { anonymous, roles, type Actor } from '@samrad/platform/auth';
import { canChangeMany } from '../bulk/bulk.policy.js';
import { canHandOver } from './hand-over.policy.js';

const organisers = ['administrator', 'coordinator', 'secretariat'];
const as = (role: string): Actor =>
  role === 'visitor' ? anonymous : ({ ...anonymous, accountId: 'a', roles: [role] } as Actor);

describe('hand-overs and changes of many', () => {
  it.each(['visitor', ...roles])('as %s', (role) => {
    const may = organisers.includes(role);
    expect([canHandOver(as(role)), canChangeMany(as(role))]).toEqual([may, may]);
  });
});
