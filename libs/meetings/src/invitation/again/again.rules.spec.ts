import { kindAgain } from './again.rules.js';

describe('in place of a calendar mail that did not arrive', () => {
  const [at, later] = ['2026-12-10T09:00:00.000Z', '2026-12-10T10:00:00.000Z'];
  const invited = { sentAt: at, holdSentAt: null, removedAt: null };
  const holding = { sentAt: null, holdSentAt: at, removedAt: null };

  it.each([
    ['the invitation as it is now', invited, 'called', 'again'],
    ['the cancellation', invited, 'cancelled', 'cancelled'],
    ['the cancellation, to who was taken off before', { ...invited, removedAt: at }, 'cancelled', 'cancelled'],
    ['that it is put off', invited, 'postponed', 'postponed'],
    ['that the person need not come', { ...invited, removedAt: at }, 'called', 'removed'],
    ['the request to keep the day free', holding, 'draft', 'hold'],
    ['nothing to who was never asked', { ...holding, holdSentAt: null }, 'called', null],
    ['nothing once it was held', invited, 'held', null],
  ] as const)('goes %s', (...[, standing, status, kind]) => {
    expect(kindAgain(standing, { status, endAt: later }, at)).toBe(kind);
  });

  it('goes nothing once the meeting is over', () => {
    expect(kindAgain(invited, { status: 'called', endAt: at }, at)).toBeNull();
  });
});
