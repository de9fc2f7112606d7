import { anonymous, type Actor } from '@samrad/platform/auth';
import { canRunConsultations, canSeeConsultations, visibleTo } from './consultation.policy.js';

const signedIn = { ...anonymous, accountId: 'a' };
const expert: Actor = { ...signedIn, roles: ['expert'] };

it.each([
  { who: 'visitor', actor: anonymous, runs: false, sees: false, rows: '1 = 0' },
  { who: 'expert', actor: expert, runs: false, sees: false, rows: '1 = 0' },
  {
    who: 'expert who represents a State',
    actor: { ...expert, circles: ['states' as const] },
    runs: false,
    sees: true,
    rows: "c.status <> 'draft'",
  },
  {
    who: 'contact of a State',
    actor: { ...signedIn, roles: ['state_contact' as const] },
    runs: false,
    sees: true,
    rows: "c.status <> 'draft'",
  },
  {
    who: 'secretariat',
    actor: { ...signedIn, roles: ['secretariat' as const] },
    runs: true,
    sees: true,
    rows: '1 = 1',
  },
])('a $who runs consultations: $runs, sees them: $sees', ({ actor, runs, sees, rows }) => {
  expect([canRunConsultations(actor), canSeeConsultations(actor), visibleTo(actor).sql]).toEqual([runs, sees, rows]);
});
